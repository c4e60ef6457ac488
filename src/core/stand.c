/* What the entry of a round says, and where the points of a component stand while its rounds are gone through. */
#include "assessment_private.h"

bool par_entry_speaks(const struct par_entry *entry)
{
    return entry->marks & (PAR_MARK_SCORE | PAR_MARK_COMPUTED | PAR_MARK_NOT_APPLIES | PAR_MARK_APPLIES);
}

bool par_entry_gives(const struct par_entry *entry, size_t round, par_points *points)
{
    bool computed = entry->marks & PAR_MARK_COMPUTED, score = entry->marks & PAR_MARK_SCORE;
    if (entry->marks & PAR_MARK_NOT_APPLIES || (!computed && !score))
        return false;
    *points = score && (round > 0 || !computed) ? entry->score : entry->computed;
    return true;
}

bool par_entry_agrees(const struct par_entry *entry, size_t round, bool blank_means_agree)
{
    const unsigned more = PAR_MARK_DISAGREES | PAR_MARK_REASON | PAR_MARK_EVIDENCE;
    if (entry->marks & PAR_MARK_AGREES)
        return true;
    bool blank = entry->marks & PAR_MARK_ROW && !par_entry_speaks(entry) && !(entry->marks & more);
    return blank_means_agree && blank && round > 0;
}

struct par_stand par_stand_begin(void)
{
    return (struct par_stand){.applies = true};
}

void par_stand_move(struct par_stand *stand, const struct par_entry *entry, size_t round)
{
    stand->is =
        stand->is || entry->marks & (PAR_MARK_SCORE | PAR_MARK_COMPUTED | PAR_MARK_NOT_APPLIES | PAR_MARK_REFUSED);
    if (entry->marks & PAR_MARK_NOT_APPLIES)
        stand->applies = false;
    else if (par_entry_speaks(entry))
        stand->applies = true;
    if (par_entry_gives(entry, round, &stand->points))
        stand->points_are = true;
}
