#include "parindex/intake.h"

#include "parindex/names.h"

const char *par_intake_state_name(enum par_intake_state state)
{
    static const char *const names[PAR_INTAKE_STATES] = {[PAR_INTAKE_RECEIVED] = "received",
                                                         [PAR_INTAKE_LATE] = "late",
                                                         [PAR_INTAKE_EMPTY] = "empty",
                                                         [PAR_INTAKE_COPY] = "copy",
                                                         [PAR_INTAKE_SUPERSEDED] = "superseded",
                                                         [PAR_INTAKE_DUPLICATE] = "duplicate",
                                                         [PAR_INTAKE_CHANGED] = "changed",
                                                         [PAR_INTAKE_FAULTY] = "faulty",
                                                         [PAR_INTAKE_UNREADABLE] = "unreadable",
                                                         [PAR_INTAKE_NO_FORM] = "no_form",
                                                         [PAR_INTAKE_WRONG_YEAR] = "wrong_year",
                                                         [PAR_INTAKE_WRONG_ROUND] = "wrong_round",
                                                         [PAR_INTAKE_WRONG_SET] = "wrong_set",
                                                         [PAR_INTAKE_WRONG_UNIT] = "wrong_unit",
                                                         [PAR_INTAKE_UNKNOWN_UNIT] = "unknown_unit",
                                                         [PAR_INTAKE_PENDING] = "pending",
                                                         [PAR_INTAKE_NOT_SUBMITTED] = "not_submitted"};
    return names[state];
}

bool par_intake_counts(enum par_intake_state state)
{
    return state == PAR_INTAKE_RECEIVED || state == PAR_INTAKE_LATE || state == PAR_INTAKE_EMPTY;
}

bool par_intake_is_lost(enum par_intake_state state)
{
    return state >= PAR_INTAKE_DUPLICATE && state <= PAR_INTAKE_UNKNOWN_UNIT;
}

/* The files of one subject: positions in the list, those that came first in front, then by name. */
struct group {
    struct par_intake_file *files;
    const struct par_intake_rules *rules;
    size_t count;
    size_t *members;
    size_t *first_alike; /* per member: the first member of the same content */
};

static bool is_whole(const struct par_intake_file *file)
{
    return file->found == PAR_INTAKE_RECEIVED || file->found == PAR_INTAKE_EMPTY;
}

static bool competes(const struct par_intake_file *file)
{
    return file->subject && (is_whole(file) || file->found == PAR_INTAKE_CHANGED || file->found == PAR_INTAKE_FAULTY ||
                             file->found == PAR_INTAKE_UNREADABLE);
}

static const struct par_intake_file *member(const struct group *group, size_t i)
{
    return &group->files[group->members[i]];
}

static bool is_alike(const struct group *group, size_t a, size_t b)
{
    const struct par_intake_file *one = member(group, a), *other = member(group, b);
    return is_whole(one) && is_whole(other) && group->rules->same(one->content, other->content);
}

static bool came_before(const struct par_intake_file *a, const struct par_intake_file *b)
{
    return a->has_day && (!b->has_day || a->day < b->day);
}

/* The list of a group is short: a unit sends its form twice, hardly ten times. */
static void order_by_day(struct group *group)
{
    for (size_t i = 1; i < group->count; i++)
        for (size_t k = i; k > 0 && came_before(member(group, k), member(group, k - 1)); k--) {
            size_t moved = group->members[k];
            group->members[k] = group->members[k - 1];
            group->members[k - 1] = moved;
        }
}

/* The number of contents that differ. */
static size_t find_alike(struct group *group)
{
    size_t different = 0;
    for (size_t i = 0; i < group->count; i++) {
        size_t first = 0;
        while (first < i && !is_alike(group, first, i))
            first++;
        group->first_alike[i] = first;
        different += first == i;
    }
    return different;
}

enum { UNDECIDED = -1 };

/* The one content that the log chooses. */
static int find_taken(const struct group *group)
{
    int chosen = UNDECIDED;
    for (size_t i = 0; i < group->count; i++) {
        if (!member(group, i)->taken)
            continue;
        if (chosen != UNDECIDED && group->first_alike[i] != (size_t)chosen)
            return UNDECIDED;
        chosen = (int)group->first_alike[i];
    }
    return chosen;
}

/* The one that came last, if all dates are known and no other content came on the same day. */
static int find_newest(const struct group *group)
{
    size_t last = group->count - 1;
    if (!member(group, last)->has_day)
        return UNDECIDED;
    for (size_t i = 0; i < last; i++)
        if (member(group, i)->day == member(group, last)->day && group->first_alike[i] != group->first_alike[last])
            return UNDECIDED;
    return (int)group->first_alike[last];
}

static int choose(const struct group *group, size_t different)
{
    int taken = find_taken(group);
    if (different == 1)
        return 0;
    if (taken != UNDECIDED)
        return taken;
    return group->rules->take_newest ? find_newest(group) : UNDECIDED;
}

/* The first member whose content is another than that of member i. */
static size_t find_rival(const struct group *group, size_t i)
{
    size_t rival = 0;
    while (group->first_alike[rival] == group->first_alike[i])
        rival++;
    return group->members[rival];
}

static void settle_member(const struct group *group, size_t i, int chosen)
{
    struct par_intake_file *file = &group->files[group->members[i]];
    size_t first = group->first_alike[i];
    if (chosen != UNDECIDED && first != (size_t)chosen) {
        file->state = PAR_INTAKE_SUPERSEDED;
        file->other = group->members[chosen];
    } else if (first != i) {
        file->state = PAR_INTAKE_COPY;
        file->other = group->members[first];
    } else if (chosen == UNDECIDED && par_intake_counts(file->state)) {
        file->state = PAR_INTAKE_DUPLICATE;
        file->other = find_rival(group, i);
    }
}

static void settle_group(struct group *group)
{
    order_by_day(group);
    int chosen = choose(group, find_alike(group));
    for (size_t i = 0; i < group->count; i++)
        settle_member(group, i, chosen);
}

/* --- All files ---------------------------------------------------------------------------------------------------- */

static void settle_alone(struct par_intake_file *file, size_t at, const struct par_intake_rules *rules)
{
    bool is_let_in = file->found == PAR_INTAKE_CHANGED && file->taken;
    file->state = is_let_in ? PAR_INTAKE_RECEIVED : file->found;
    file->other = at;
    file->late_days =
        rules->has_deadline && file->has_day && file->day > rules->deadline ? file->day - rules->deadline : 0;
}

/* The subjects, numbered, with their files in the order of their names: first[] and next[] of each. */
struct chains {
    size_t count;
    size_t *first, *last, *length;
    size_t *next;
};

static void chain_file(struct chains *chains, struct par_names *subjects, const char *subject, size_t file)
{
    int32_t known = par_names_add(subjects, par_span_of(subject), (int32_t)chains->count);
    size_t chain = known == PAR_NAME_NONE ? chains->count++ : (size_t)known;
    if (known == PAR_NAME_NONE)
        chains->first[chain] = file;
    else
        chains->next[chains->last[chain]] = file;
    chains->last[chain] = file;
    chains->length[chain]++;
}

static struct chains chain_files(const struct par_intake_file *files, size_t count, struct par_arena *arena)
{
    struct par_names *subjects = par_names_new(arena);
    struct chains chains = {.first = par_arena_array(arena, count, sizeof *chains.first),
                            .last = par_arena_array(arena, count, sizeof *chains.last),
                            .length = par_arena_array(arena, count, sizeof *chains.length),
                            .next = par_arena_array(arena, count, sizeof *chains.next)};
    for (size_t i = 0; i < count; i++)
        if (competes(&files[i]))
            chain_file(&chains, subjects, files[i].subject, i);
    return chains;
}

void par_intake_decide(struct par_intake_file *files, size_t count, const struct par_intake_rules *rules,
                       struct par_arena *arena)
{
    for (size_t i = 0; i < count; i++)
        settle_alone(&files[i], i, rules);
    struct chains chains = chain_files(files, count, arena);
    for (size_t chain = 0; chain < chains.count; chain++) {
        struct group group = {.files = files, .rules = rules, .count = chains.length[chain]};
        if (group.count == 1)
            continue;
        group.members = par_arena_array(arena, group.count, sizeof *group.members);
        group.first_alike = par_arena_array(arena, group.count, sizeof *group.first_alike);
        for (size_t i = 0, file = chains.first[chain]; i < group.count; i++, file = chains.next[file])
            group.members[i] = file;
        settle_group(&group);
    }
    for (size_t i = 0; i < count; i++)
        if (files[i].state == PAR_INTAKE_RECEIVED && files[i].late_days > 0)
            files[i].state = PAR_INTAKE_LATE;
}
