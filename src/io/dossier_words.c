#include "dossier_words.h"

#include "parindex/text.h"

struct meaning {
    int meaning;
    const char *words; /* bare, '|' between them and at both ends; the first is its name */
};

static const struct meaning outcomes[] = {
    {PAR_OUTCOME_SOLVED, "|solved|done|finished|completed|da giai quyet|da giai quyet xong|da tra ket qua|da tra|da co "
                         "ket qua|da xu ly|da xu ly xong|hoan thanh|da hoan thanh|da ket thuc|ket thuc|cho tra ket "
                         "qua|da giai quyet truoc han|da giai quyet dung han|da giai quyet qua han|"},
    {PAR_OUTCOME_PENDING, "|pending|open|in progress|dang giai quyet|dang xu ly|chua giai quyet|chua xu ly|moi tiep "
                          "nhan|da tiep nhan|tiep nhan|moi dang ky|dang thu ly|cho xu ly|cho bo sung|yeu cau bo "
                          "sung|cho bo sung ho so|tam dung|dung xu ly|dang giai quyet trong han|dang giai quyet qua "
                          "han|chuyen tiep|dang cho y kien|"},
    {PAR_OUTCOME_RETURNED, "|returned|rejected|refused|tra lai|tra lai ho so|da tra lai|tu choi|tu choi giai quyet|tu "
                           "choi tiep nhan|khong du dieu kien|khong du dieu kien giai quyet|tra ho so|"},
    {PAR_OUTCOME_WITHDRAWN, "|withdrawn|cancelled|canceled|rut|rut ho so|da rut|da rut ho so|cong dan rut|cong dan yeu "
                            "cau rut ho so|xin rut ho so|huy|da huy|huy ho so|"},
    {0, NULL}};

static const struct meaning channels[] = {
    {PAR_CHANNEL_ONLINE,
     "|online|truc tuyen|nop truc tuyen|tiep nhan truc tuyen|qua mang|qua cong|cong dich vu cong|cong "
     "dich vu cong quoc gia|cong dvc|dvc|dvc truc tuyen|dich vu cong truc tuyen|dvcqg|dvctt|"},
    {PAR_CHANNEL_DIRECT,
     "|direct|counter|in person|truc tiep|nop truc tiep|tiep nhan truc tiep|mot cua|tai bo phan mot "
     "cua|bo phan mot cua|tai quay|"},
    {PAR_CHANNEL_POST, "|post|postal|buu chinh|buu chinh cong ich|bcci|buu dien|qua buu dien|qua buu chinh|dich vu buu "
                       "chinh|dich vu buu chinh cong ich|"},
    {0, NULL}};

static const struct meaning services[] = {
    {PAR_SERVICE_NONE, "|none|mot cua|truc tiep|khong|no|muc do 1|muc do 2|1|2|cung cap thong tin|"},
    {PAR_SERVICE_PART,
     "|part|partial|mot phan|truc tuyen mot phan|dvc mot phan|dich vu cong truc tuyen mot phan|muc do "
     "3|3|"},
    {PAR_SERVICE_FULL,
     "|full|toan trinh|truc tuyen toan trinh|dvc toan trinh|dich vu cong truc tuyen toan trinh|muc do "
     "4|4|"},
    {0, NULL}};

static bool has_word(const char *words, struct par_span word)
{
    for (const char *at = words + 1, *end; *at; at = end + 1) {
        end = strchr(at, '|');
        if (par_span_equal((struct par_span){at, (size_t)(end - at)}, word))
            return true;
    }
    return false;
}

static int named(const struct meaning *meanings, const char *name)
{
    for (; meanings->words; meanings++) {
        size_t size = strlen(name);
        if (strncmp(meanings->words + 1, name, size) == 0 && meanings->words[1 + size] == '|')
            return meanings->meaning;
    }
    return -1;
}

int par_dossier_outcome_named(const char *name)
{
    return named(outcomes, name);
}

int par_dossier_channel_named(const char *name)
{
    return named(channels, name);
}

static int find(const struct meaning *meanings, struct par_span text, const struct par_dossier_words *own,
                struct par_arena *arena)
{
    const char *bare = par_text_bare(text, arena);
    for (size_t i = 0; own && i < own->count; i++)
        if (strcmp(bare, par_text_bare(par_span_of(own->items[i].word), arena)) == 0)
            return own->items[i].meaning;
    for (; meanings->words; meanings++)
        if (has_word(meanings->words, par_span_of(bare)))
            return meanings->meaning;
    return -1;
}

int par_dossier_outcome_of(struct par_span text, const struct par_dossier_words *own, struct par_arena *arena)
{
    return text.size > 0 ? find(outcomes, text, own, arena) : PAR_OUTCOME_UNSAID;
}

int par_dossier_channel_of(struct par_span text, const struct par_dossier_words *own, struct par_arena *arena)
{
    return text.size > 0 ? find(channels, text, own, arena) : PAR_CHANNEL_UNSAID;
}

int par_dossier_service_of(struct par_span text, struct par_arena *arena)
{
    return text.size > 0 ? find(services, text, NULL, arena) : PAR_SERVICE_NONE;
}
