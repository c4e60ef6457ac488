#include "published_private.h"

enum { MOST_DEPTH = 20 };

enum operation { NUMBER, COLUMN, PLUS = '+', MINUS = '-', TIMES = '*', OVER = '/' };

struct expression {
    int operation;
    struct par_ratio number;
    int column;
    const struct expression *left, *right;
};

struct par_identity {
    const char *text;
    int column; /* left side */
    const struct expression *right;
};

struct parser {
    const char *at; /* NULL after a fault */
    const char *bad;
    int depth;
    int (*find)(const void *context, struct par_span name);
    const void *context;
    struct par_arena *arena;
};

static const struct expression *sum_of(struct parser *parser);

static void skip_blanks(struct parser *parser)
{
    while (parser->at && *parser->at == ' ')
        parser->at++;
}

static bool takes(struct parser *parser, char c)
{
    skip_blanks(parser);
    if (!parser->at || *parser->at != c)
        return false;
    parser->at++;
    return true;
}

static void *fail(struct parser *parser, const char *where)
{
    if (parser->at)
        parser->bad = where;
    parser->at = NULL;
    return NULL;
}

static struct expression *make(struct parser *parser, int operation)
{
    struct expression *expression = par_arena_alloc(parser->arena, sizeof *expression);
    expression->operation = operation;
    return expression;
}

/* A name, or what stands in square brackets; size 0 after a fault. */
static struct par_span name_of(struct parser *parser)
{
    skip_blanks(parser);
    const char *from = parser->at;
    if (!from)
        return (struct par_span){NULL, 0};
    bool bracket = *from == '[';
    size_t size = bracket ? strcspn(from + 1, "]") : strcspn(from, "+-*/()=[]");
    struct par_span name = par_span_trim((struct par_span){from + bracket, size});
    if (name.size == 0 || (bracket && from[1 + size] != ']')) {
        fail(parser, from);
        return (struct par_span){NULL, 0};
    }
    parser->at = from + size + (bracket ? 2 : 0);
    return name;
}

static const struct expression *operand(struct parser *parser)
{
    skip_blanks(parser);
    const char *from = parser->at;
    if (takes(parser, '(')) {
        const struct expression *inner = parser->depth++ < MOST_DEPTH ? sum_of(parser) : fail(parser, from);
        parser->depth--;
        return takes(parser, ')') ? inner : fail(parser, parser->at);
    }
    bool bracket = from && *from == '[';
    struct par_span name = name_of(parser);
    if (name.size == 0)
        return NULL;
    struct par_quantity number;
    struct expression *expression = make(parser, COLUMN);
    expression->column = parser->find(parser->context, name);
    if (expression->column >= 0)
        return expression;
    if (bracket || par_quantity_parse(name, &number) != PAR_NUMBER_OK)
        return fail(parser, from);
    expression->operation = NUMBER;
    expression->number = par_quantity_ratio(number);
    return expression;
}

static const struct expression *join(struct parser *parser, int operation, const struct expression *left,
                                     const struct expression *right)
{
    struct expression *expression = make(parser, operation);
    expression->left = left;
    expression->right = right;
    return expression;
}

static const struct expression *product_of(struct parser *parser)
{
    const struct expression *left = operand(parser);
    while (parser->at) {
        if (takes(parser, '*'))
            left = join(parser, TIMES, left, operand(parser));
        else if (takes(parser, '/'))
            left = join(parser, OVER, left, operand(parser));
        else
            break;
    }
    return left;
}

static const struct expression *sum_of(struct parser *parser)
{
    const struct expression *left;
    if (takes(parser, '-')) {
        struct expression *zero = make(parser, NUMBER);
        zero->number = (struct par_ratio){0, 1};
        left = join(parser, MINUS, zero, product_of(parser));
    } else {
        left = product_of(parser);
    }
    while (parser->at) {
        if (takes(parser, '+'))
            left = join(parser, PLUS, left, product_of(parser));
        else if (takes(parser, '-'))
            left = join(parser, MINUS, left, product_of(parser));
        else
            break;
    }
    return left;
}

const struct par_identity *par_identity_parse(const char *text, int (*find)(const void *context, struct par_span name),
                                              const void *context, struct par_arena *arena, const char **bad)
{
    struct parser parser = {.at = text, .find = find, .context = context, .arena = arena};
    struct par_identity *identity = par_arena_alloc(arena, sizeof *identity);
    struct par_span name = name_of(&parser);
    identity->text = par_arena_copy(arena, par_span_of(text));
    identity->column = name.size > 0 ? find(context, name) : -1;
    if (identity->column < 0)
        fail(&parser, text);
    else if (!takes(&parser, '='))
        fail(&parser, parser.at);
    identity->right = sum_of(&parser);
    skip_blanks(&parser);
    if (parser.at && *parser.at)
        fail(&parser, parser.at);
    *bad = parser.bad;
    return parser.at ? identity : NULL;
}

const char *par_identity_text(const struct par_identity *identity)
{
    return identity->text;
}

int par_identity_left(const struct par_identity *identity)
{
    return identity->column;
}

static bool uses(const struct expression *expression, int column)
{
    if (!expression || expression->operation == NUMBER)
        return false;
    if (expression->operation == COLUMN)
        return expression->column == column;
    return uses(expression->left, column) || uses(expression->right, column);
}

bool par_identity_uses(const struct par_identity *identity, int column)
{
    return identity->column == column || uses(identity->right, column);
}

static bool value_of(const struct checking *checking, const struct expression *expression,
                     const struct par_published_row *row, struct reach *out, bool *lacks)
{
    struct reach left, right;
    if (expression->operation == NUMBER) {
        *out = par_reach_exact(expression->number);
        return true;
    }
    if (expression->operation == COLUMN) {
        *lacks = *lacks || !par_cell_has_number(row, expression->column);
        if (!*lacks)
            *out = par_reach_of(checking, row, expression->column);
        return !*lacks;
    }
    if (!value_of(checking, expression->left, row, &left, lacks) ||
        !value_of(checking, expression->right, row, &right, lacks))
        return false;
    switch (expression->operation) {
    case PLUS:
        return par_reach_add(left, right, out);
    case MINUS:
        return par_reach_sub(left, right, out);
    case TIMES:
        return par_reach_mul(left, right, out);
    default:
        return par_reach_div(left, right, out);
    }
}

bool par_identity_value(const struct checking *checking, const struct par_identity *identity,
                        const struct par_published_row *row, struct reach *out, bool *lacks)
{
    *lacks = false;
    return value_of(checking, identity->right, row, out, lacks);
}
