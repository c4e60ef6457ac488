#include "parindex/text.h"
#include "published_grid.h"

static bool begins_with(const char *text, const char *word)
{
    size_t size = strlen(word);
    return strncmp(text, word, size) == 0 && (text[size] == '\0' || text[size] == ' ' || text[size] == ':');
}

static bool is_mean_label(const char *bare)
{
    static const char *const labels[] = {"trung binh",     "gia tri trung binh", "diem trung binh", "binh quan",
                                         "diem binh quan", "chi so trung binh",  "trung binh cong", "mean",
                                         "average"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (begins_with(bare, labels[i]))
            return true;
    return false;
}

static bool is_sum_label(const char *bare)
{
    static const char *const labels[] = {"tong", "tong cong", "cong", "tong so", "sum", "total"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(bare, labels[i]) == 0)
            return true;
    return false;
}

/* A whole row of one merged cell, or of one that is filled. */
static const char *only_text(const struct grid_row *row, size_t width)
{
    const char *text = NULL;
    for (size_t i = 0; i < width; i++) {
        const char *now = par_grid_text(row, i);
        if (!*now)
            continue;
        if (text && strcmp(text, now) != 0)
            return NULL;
        text = now;
    }
    return text;
}

/* "I", "II.", "A", "B)": how titles are numbered. */
static bool is_title_number(const char *text)
{
    size_t roman = strspn(text, "IVXivx"), size = strlen(text);
    size_t letters = roman > 0 ? roman : (*text >= 'A' && *text <= 'H') ? 1 : 0;
    return letters > 0 && (size == letters || (size == letters + 1 && strchr(".)", text[letters])));
}

static bool begins_like_title(const char *text, struct par_arena *arena)
{
    static const char *const words[] = {"khoi", "nhom", "cum", "bang", "phan"};
    size_t size = strcspn(text, " ");
    const char *number = par_arena_copy(arena, (struct par_span){text, size});
    if (text[size] && is_title_number(number))
        return true;
    const char *bare = par_text_bare(par_span_of(text), arena);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (begins_with(bare, words[i]))
            return true;
    return false;
}

/* Beside the columns that say who: whether any other cell says something of its own. */
static bool has_figures(const struct grid *grid, const struct grid_row *row)
{
    const int *role = grid->table->role;
    for (size_t i = 0; i < grid->table->width; i++) {
        int column = (int)i;
        bool who = column == role[PAR_PRINTS_STT] || column == role[PAR_PRINTS_UNIT] ||
                   column == role[PAR_PRINTS_NAME] || column == role[PAR_PRINTS_BLOC];
        bool repeats = par_grid_is_merged(row, i) && i > 0 && strcmp(row->texts[i], row->texts[i - 1]) == 0;
        if (!who && !repeats && *par_grid_text(row, i))
            return true;
    }
    return false;
}

const char *par_grid_at(const struct grid_row *row, int column)
{
    return column >= 0 ? par_grid_text(row, (size_t)column) : "";
}

/* The title that a row is; NULL when it is none. */
const char *par_grid_title(const struct grid *grid, const struct grid_row *row)
{
    const int *role = grid->table->role;
    const char *only = only_text(row, grid->table->width), *number = par_grid_at(row, role[PAR_PRINTS_STT]);
    if (has_figures(grid, row))
        return NULL;
    bool merged = only && row->count > 1 && par_grid_is_merged(row, 1);
    bool unnumbered = only && role[PAR_PRINTS_STT] >= 0 && !*number;
    bool numbered = only && strcmp(only, number) == 0 && !par_grid_is_number(row, (size_t)role[PAR_PRINTS_STT]);
    if (merged || unnumbered || numbered || (only && begins_like_title(only, grid->arena)))
        return only;
    const char *name = par_grid_at(row, role[PAR_PRINTS_NAME] >= 0 ? role[PAR_PRINTS_NAME] : role[PAR_PRINTS_UNIT]);
    return *name && is_title_number(number) ? par_arena_join(grid->arena, number, " ", name, NULL) : NULL;
}

const char *par_grid_label(const struct grid *grid, const struct grid_row *row)
{
    const enum par_printed_role who[] = {PAR_PRINTS_NAME, PAR_PRINTS_UNIT, PAR_PRINTS_STT, PAR_PRINTS_CLASS};
    for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
        const char *text = par_grid_at(row, grid->table->role[who[i]]);
        if (*text && !(who[i] == PAR_PRINTS_STT && par_grid_is_number(row, (size_t)grid->table->role[PAR_PRINTS_STT])))
            return text;
    }
    return "";
}

enum par_published_row_kind par_grid_kind(const struct grid *grid, const struct grid_row *row)
{
    const int *role = grid->table->role;
    bool of_classes = role[PAR_PRINTS_NAME] < 0 && role[PAR_PRINTS_UNIT] < 0 && role[PAR_PRINTS_CLASS] >= 0;
    const char *bare = par_text_bare(par_span_of(par_grid_label(grid, row)), grid->arena);
    if (is_sum_label(bare))
        return PAR_ROW_SUM;
    return is_mean_label(bare) && !of_classes ? PAR_ROW_MEAN : PAR_ROW_UNIT;
}

bool par_grid_is_mean(const struct grid *grid, const char *label)
{
    return is_mean_label(par_text_bare(par_span_of(label), grid->arena));
}
