/* Reports: which output a file is, what is read of it, and how it is joined. All expected figures are computed by hand
 * from the rows that stand here. */
#define _XOPEN_SOURCE 700 /* mkstemp */
#include "parindex/report.h"

#include <unistd.h>

#include "fixture.h"
#include "parindex/report_file.h"
#include "parindex/units.h"

static const char small_set[] =
    "{'format': 'parindex-criteria/1', 'id': 'thu', 'year': 2025, 'title': {'vi': 'Thử'}, 'max': 10,"
    " 'source': {'status': 'sample'}, 'blocs': [{'id': 'so', 'name': {'vi': 'Khối sở'}}, 'xa'],"
    " 'classes': [{'steps': [{'name': {'vi': 'Tốt'}, 'from': 85}, {'name': {'vi': 'Khá'}}]}],"
    " 'nodes': [{'id': '1', 'name': {'vi': 'Một'}, 'max': 6, 'nodes': ["
    "  {'id': '1.1', 'name': {'vi': 'A'}, 'max': 4, 'rule': {'type': 'manual'}},"
    "  {'id': '1.2', 'name': {'vi': 'B'}, 'max': 2, 'rule': {'type': 'manual'}}]},"
    " {'id': '2', 'name': {'vi': 'Hai'}, 'max': 4, 'nodes': ["
    "  {'id': '2.1', 'name': {'vi': 'C'}, 'max': 4, 'rule': {'type': 'manual'}}]}],"
    " 'bonus': {'id': 'cong', 'name': {'vi': 'Cộng'}, 'cap': 1, 'nodes': ["
    "  {'id': 'c.1', 'name': {'vi': 'D'}, 'max': 1, 'rule': {'type': 'manual'}}]}}";

#define RANKING_HEAD "period,bloc,stt,rank,unit,name,points,applicable_max,index,class,state,provisional,index_1\n"

/* On purpose in another order than par-rank's. */
static const char ranking[] = RANKING_HEAD "2025,so,5,4,e,E,7.03,10,70.25,Khá,scored,no,70.00\n"
                                           "2025,xa,1,1,x,X,6,10,60.00,Khá,scored,no,60.00\n"
                                           "2025,so,1,1,a,A,9.00,10,90.00,Tốt,scored,no,90.00\n"
                                           "2025,so,4,,d,D,,10,,,not_submitted,no,\n"
                                           "2025,so,2,2,b,B,8.05,10,80.50,Khá,scored,no,80.00\n"
                                           "2025,so,3,2,c,C,8.05,10,80.50,Khá,scored,no,85.00\n";

static const char earlier[] = RANKING_HEAD "2024,so,1,1,b,B,9,10,90.00,Tốt,scored,no,90.00\n"
                                           "2024,so,2,2,a,A,8.8,10,88.0,Tốt,scored,no,88.00\n"
                                           "2024,so,3,3,gone,G,5,10,50.00,Khá,scored,no,50.00\n";

#define LOST_HEAD                                                                                               \
    "period,set,unit,name,bloc,node,title,domain,max,applicable_max,points,lost,open,share,state,course,cause," \
    "cause_kind,lead,with,reason,years_lost\n"

static const char lost[] =
    LOST_HEAD "2025,thu,e,E,so,1.1,A,1,4,4,2.00,2.00,,,scored,untouched,rule,,noi-vu,,,2\n"
              "2025,thu,b,B,so,1.1,A,1,4,4,2.00,1.50,,,scored,untouched,rule,,noi-vu,,,1\n"
              "2025,thu,x,X,xa,1.1,A,1,4,4,3.00,1.00,,,scored,untouched,rule,,noi-vu,,,\n"
              "2025,thu,b,B,so,2.1,C,2,4,4,3.25,0.75,,,scored,cut,cut,subjective,noi-vu,tu-phap,\"thiếu, muộn\",\n"
              "2025,thu,b,B,so,1.1,A,1,4,4,2.00,0.50,,,scored,cut,evidence,,noi-vu,,,1\n"
              "2025,thu,a,A,so,1.2,B,1,2,2,1.50,0.50,,,scored,untouched,rule,objective,tu-phap,,,\n"
              "2025,thu,e,E,so,2.1,C,2,4,4,,,4.00,,missing,,missing,,noi-vu,,,\n"
              "2025,thu,b,B,so,c.1,D,cong,1,0,0.25,-0.25,,,scored,untouched,bonus,,,,,\n"
              "2025,thu,d,D,so,,,,,,,,,,not_submitted,,,,,,,\n";

/* --- Files ------------------------------------------------------------------------------------------------------- */

static bool read_text(struct work *work, struct par_report *report, const char *text, const char *field, bool any)
{
    char path[] = "/tmp/parindex-report-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0 && write(descriptor, text, strlen(text)) == (ssize_t)strlen(text));
    close(descriptor);
    const char *name = par_arena_copy(work->arena, par_span_of(path));
    bool read = par_report_read(report, name, field, any, NULL, work->diags);
    unlink(path);
    return read;
}

static void add(struct work *work, struct par_report *report, const char *text)
{
    if (!read_text(work, report, text, NULL, false))
        fail_with_findings(text, work->diags);
}

static struct par_report new_report(struct work *work)
{
    const struct par_set **sets = par_arena_alloc(work->arena, sizeof *sets);
    *sets = good_set(work, small_set);
    forget_findings(work);
    return (struct par_report){.arena = work->arena, .set_count = 1, .sets = (struct par_set *const *)sets};
}

/* A report of texts, ended by NULL, settled. */
static struct par_report settled(struct work *work, const char *const *texts)
{
    struct par_report report = new_report(work);
    for (; *texts; texts++)
        add(work, &report, *texts);
    if (!par_report_settle(&report, work->diags))
        fail_with_findings("settle", work->diags);
    return report;
}

static const char *shown(const struct work *work, struct par_shown number)
{
    return par_shown_text(number, '.', work->arena);
}

static void expect_points(struct par_maybe number, const char *expected)
{
    assert_true(number.is);
    assert_int_equal(number.points, points_of(expected));
}

/* --- Rankings ---------------------------------------------------------------------------------------------------- */

static void units_stand_bloc_by_bloc_by_rank(void **state)
{
    struct work *work = *state;
    struct par_report report = settled(work, (const char *const[]){ranking, NULL});
    struct text codes = {0};
    for (size_t i = 0; i < report.unit_count; i++)
        append(&codes, report.list[i].now->unit);
    assert_string_equal(codes.bytes, "abcedx");
    assert_int_equal(report.bloc_count, 2);
    assert_string_equal(report.blocs[0].id, "so");
    assert_int_equal(report.blocs[0].count, 5);
    assert_int_equal(report.blocs[0].ranked, 4);
    assert_ptr_equal(report.blocs[1].units, &report.list[5]);
    assert_ptr_equal(report.list[5].bloc, &report.blocs[1]);
    assert_int_equal(report.list[4].now->state, PAR_STATE_NOT_SUBMITTED);
    assert_ptr_equal(par_report_find(&report, "c"), &report.list[2]);
    assert_null(par_report_find(&report, "z"));
}

/* (90 + 80.5 + 80.5 + 70.25) / 4 = 80.3125. */
static void blocs_have_their_figures(void **state)
{
    struct work *work = *state;
    struct par_report report = settled(work, (const char *const[]){ranking, earlier, NULL});
    const struct par_report_bloc *bloc = &report.blocs[0];
    expect_points(bloc->index.mean, "80.31");
    expect_points(bloc->index.median, "80.5");
    expect_points(bloc->index.highest, "90");
    expect_points(bloc->index.lowest, "70.25");
    expect_points(bloc->index.spread, "19.75");
    expect_points(bloc->domains[0].mean, "81.25");
    assert_int_equal(bloc->class_count, 2);
    assert_string_equal(bloc->classes[0].step->name.vi, "Tốt");
    assert_int_equal(bloc->classes[0].units, 1);
    assert_string_equal(shown(work, bloc->classes[0].share), "25.00");
    assert_int_equal(bloc->classes[1].units, 3);
    assert_string_equal(shown(work, bloc->classes[1].share), "75.00");
    assert_int_equal(report.year_count, 2);
    assert_string_equal(report.period, "2025");
    assert_string_equal(shown(work, bloc->means[0]), "76.00"); /* (90 + 88 + 50) / 3 */
    assert_string_equal(shown(work, bloc->means[1]), "80.31");
    assert_false(report.blocs[1].means[0].is);
}

static void numbers_keep_their_decimals(void **state)
{
    struct work *work = *state;
    struct par_report report = settled(work, (const char *const[]){earlier, ranking, NULL});
    const struct par_report_unit *a = par_report_find(&report, "a");
    assert_string_equal(shown(work, a->now->points), "9.00");
    assert_string_equal(shown(work, a->now->applicable_max), "10");
    assert_string_equal(shown(work, a->years[0]->index), "88.0");
    assert_string_equal(par_shown_text(a->now->index, ',', work->arena), "90,00");
    assert_string_equal(shown(work, par_report_find(&report, "d")->now->index), "");
    assert_null(par_report_find(&report, "e")->years[0]);
}

static void one_bloc_alone(void **state)
{
    struct work *work = *state;
    struct par_report report = new_report(work);
    static const char *const only[] = {"xa"};
    report.only = (struct par_list){1, only};
    add(work, &report, ranking);
    add(work, &report, lost);
    assert_true(par_report_settle(&report, work->diags));
    assert_int_equal(report.unit_count, 1);
    assert_int_equal(report.bloc_count, 1);
    assert_int_equal(report.loss_count, 1);
    assert_string_equal(shown(work, report.losses[0].lost), "1.00");
}

/* Excel's CSV with its decimal commas and headings in Vietnamese. */
static void excels_form_is_read(void **state)
{
    struct work *work = *state;
    struct par_report report = settled(
        work, (const char *const[]){
                  "\xEF\xBB\xBFKỳ;Khối;STT;Hạng;Mã đơn vị;Tên;Điểm;Chỉ số\r\n2025;so;1;1;01;Sở;8,50;85,00\r\n", NULL});
    assert_string_equal(report.list[0].now->unit, "01");
    assert_string_equal(shown(work, report.list[0].now->points), "8.50");
    assert_string_equal(shown(work, report.list[0].now->index), "85.00");
}

/* --- Lost points ------------------------------------------------------------------------------------------------- */

static void losses_go_to_their_units(void **state)
{
    struct work *work = *state;
    struct par_report report = settled(work, (const char *const[]){lost, ranking, NULL});
    const struct par_report_unit *b = par_report_find(&report, "b");
    struct text text = {0};
    assert_int_equal(b->loss_count, 4);
    for (size_t i = 0; i < b->loss_count; i++) {
        append(&text, b->losses[i].node);
        append(&text, "=");
        append(&text, shown(work, b->losses[i].lost));
        append(&text, " ");
    }
    assert_string_equal(text.bytes, "1.1=1.50 2.1=0.75 1.1=0.50 c.1=-0.25 ");
    assert_string_equal(b->losses[1].reason, "thiếu, muộn");
    assert_string_equal(b->losses[1].with, "tu-phap");
    assert_int_equal(b->losses[0].years_lost, 1);
    assert_int_equal(par_report_find(&report, "d")->loss_count, 0);
    assert_int_equal(report.loss_count, 8);
}

struct expected_cost {
    const char *key, *lost, *share;
    size_t units, criteria;
    const char *applicable, *largest;
    const char *worst, *worst_lost;
};

static void expect_costs(const struct work *work, const struct par_report *report, const struct par_report_bloc *bloc,
                         enum par_report_by by, const struct expected_cost *expected)
{
    size_t count;
    const struct par_report_cost *costs = par_report_costs(report, bloc, by, &count);
    par_points sum = 0, all = 0;
    for (size_t i = 0; i < count; i++, expected++) {
        assert_string_equal(costs[i].key, expected->key);
        assert_int_equal(costs[i].lost, points_of(expected->lost));
        assert_string_equal(shown(work, costs[i].share), expected->share);
        assert_int_equal(costs[i].units, expected->units);
        assert_int_equal(costs[i].criteria, expected->criteria);
        assert_int_equal(costs[i].applicable, points_of(expected->applicable));
        assert_string_equal(costs[i].largest->unit, expected->largest);
        assert_string_equal(costs[i].worst ? costs[i].worst->now->unit : "", expected->worst);
        assert_int_equal(costs[i].worst_lost, points_of(expected->worst_lost));
        sum += costs[i].lost;
    }
    assert_null(expected->key);
    for (size_t i = 0; i < report->unit_count; i++)
        for (size_t k = 0; (!bloc || report->list[i].bloc == bloc) && k < report->list[i].loss_count; k++)
            all += report->list[i].losses[k].lost.is ? report->list[i].losses[k].lost.value : 0;
    assert_int_equal(sum, all);
}

/* Shares are of the points that were lost, 2 + 1.5 + 1 + 0.75 + 0.5 + 0.5 = 6.25; a bonus gives 0.25 back. */
static void costs_add_up(void **state)
{
    struct work *work = *state;
    struct par_report report = settled(work, (const char *const[]){ranking, lost, NULL});
    expect_costs(work, &report, NULL, PAR_REPORT_BY_CRITERION,
                 (const struct expected_cost[]){{"1.1", "5", "80.00", 3, 1, "12", "e", "b", "2"},
                                                {"2.1", "0.75", "12.00", 1, 1, "4", "b", "b", "0.75"},
                                                {"1.2", "0.5", "8.00", 1, 1, "2", "a", "a", "0.5"},
                                                {"c.1", "-0.25", "", 0, 0, "0", "b", "", "0"},
                                                {NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL}});
    expect_costs(work, &report, NULL, PAR_REPORT_BY_DOMAIN,
                 (const struct expected_cost[]){{"1", "5.5", "88.00", 4, 2, "14", "e", "b", "2"},
                                                {"2", "0.75", "12.00", 1, 1, "4", "b", "b", "0.75"},
                                                {"cong", "-0.25", "", 0, 0, "0", "b", "", "0"},
                                                {NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL}});
    expect_costs(work, &report, NULL, PAR_REPORT_BY_LEAD,
                 (const struct expected_cost[]){{"noi-vu", "5.75", "92.00", 3, 2, "16", "e", "b", "2.75"},
                                                {"tu-phap", "0.5", "8.00", 1, 1, "2", "a", "a", "0.5"},
                                                {"", "-0.25", "", 0, 0, "0", "b", "", "0"},
                                                {NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL}});
    /* of the bloc 5.25 were lost */
    expect_costs(work, &report, &report.blocs[0], PAR_REPORT_BY_CRITERION,
                 (const struct expected_cost[]){{"1.1", "4", "76.19", 2, 1, "8", "e", "b", "2"},
                                                {"2.1", "0.75", "14.29", 1, 1, "4", "b", "b", "0.75"},
                                                {"1.2", "0.5", "9.52", 1, 1, "2", "a", "a", "0.5"},
                                                {"c.1", "-0.25", "", 0, 0, "0", "b", "", "0"},
                                                {NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL}});
}

static const char plan[] = "stt,unit,name,criterion,title,max,points,lost,years_lost,plan_cause,solution,target,lead,"
                           "with,deadline,progress,period,set,key\n"
                           "1,b,B,1.1,A,4,2.00,2.00,1,,Nhắc hạn,4.00 điểm,noi-vu,,30/6/2026,lost,2025,thu,"
                           "#b|1.1|lost|a.b.c.d.e.f\n";

static void plans_go_to_the_losses(void **state)
{
    struct work *work = *state;
    struct par_report report = settled(work, (const char *const[]){plan, ranking, lost, NULL});
    const struct par_report_unit *b = par_report_find(&report, "b");
    assert_string_equal(b->losses[0].target, "4.00 điểm");
    assert_string_equal(b->losses[2].solution, "Nhắc hạn");
    assert_string_equal(b->losses[2].deadline, "30/6/2026");
    assert_string_equal(b->losses[1].target, "");
    assert_null(par_diags_first(work->diags));
}

static void a_plan_alone_is_said(void **state)
{
    struct work *work = *state;
    settled(work, (const char *const[]){plan, ranking, NULL});
    expect_finding(work, PAR_WARNING, PAR_REPORT_PLAN_ALONE);
}

/* --- Trends, surveys, scores ------------------------------------------------------------------------------------- */

#define MOVES_HEAD                                                                                              \
    "period,previous_period,bloc,unit,name,comparison,predecessors,change_points,own_points,set_points,index,"  \
    "previous_index,change_index,own_index,set_index,rank,previous_rank,change_places,own_places,other_places," \
    "best_rank,worst_rank,unstable\n"

static const char moves[] = MOVES_HEAD "2025,2024,so,b,B,compared,,-0.95,-0.95,0.00,80.50,90.00,-9.50,-9.50,0.00,2,1,"
                                       "-1,-1,0,1,2,no\n"
                                       "2024,2023,so,gone,G,compared,,0,0,0,50,50,0,0,0,3,3,0,0,0,3,3,no\n"
                                       "2024,2023,so,b,B,compared,,1.00,1.00,0.00,90.00,80.00,10.00,10.00,0.00,1,3,2,"
                                       "2,0,1,3,yes\n"
                                       "2025,2024,so,old,O,ended,,,,,,50.00,,,,,2,,,,2,2,no\n";

static void moves_are_sorted_by_period(void **state)
{
    struct work *work = *state;
    struct par_report report = settled(work, (const char *const[]){moves, ranking, NULL});
    const struct par_report_unit *b = par_report_find(&report, "b");
    assert_int_equal(report.move_count, 2);
    assert_int_equal(b->move_count, 2);
    assert_string_equal(b->moves[0].period, "2024");
    assert_true(b->moves[0].unstable);
    assert_true(b->moves[1].has_places);
    assert_int_equal(b->moves[1].own_places, -1);
    assert_string_equal(shown(work, b->moves[1].change_index), "-9.50");
}

/* The ranking says that b rose by a half, the trend that it fell by 9.5. */
static void two_years_before_are_said(void **state)
{
    struct work *work = *state;
    settled(work, (const char *const[]){"period,bloc,unit,rank,points,index,change_index\n"
                                        "2025,so,a,1,9,90.00,1.00\n2025,so,b,2,8.05,80.50,0.50\n",
                                        moves, NULL});
    expect_finding(work, PAR_WARNING, PAR_REPORT_CHANGES);
    const struct par_diag *diag = only_finding(work);
    assert_string_equal(diag->args[0], "1");
    assert_string_equal(diag->args[1], "b");
    assert_string_equal(diag->args[2], "0.50");
    assert_string_equal(diag->args[3], "-9.50");
}

static const char shifts[] =
    "period,previous_period,bloc,unit,name,comparison,node,previous_node,depth,title,points,previous_points,"
    "change_points,own_points,set_points,index,previous_index,change_index\n"
    "2024,2023,so,b,B,compared,1,1,1,Một,3,3,0,0,0,50,50,0\n"
    "2025,2024,so,b,B,compared,1,1,1,Một,3.50,3,0.50,0.50,0,58,50,8\n"
    "2025,2024,so,b,B,compared,1.1,1.1,2,A,2.00,3,-1.00,-1.00,0,50,75,-25\n"
    "2025,2024,so,b,B,compared,1.2,1.2,2,B,1.50,0,1.50,1.50,0,75,0,75\n"
    "2025,2024,so,b,B,compared,2,2,1,Hai,3.25,4,-0.75,-0.75,0,81,100,-19\n";

static void shifts_are_of_the_newest_period(void **state)
{
    struct work *work = *state;
    struct par_report report = settled(work, (const char *const[]){ranking, shifts, NULL});
    const struct par_report_unit *b = par_report_find(&report, "b");
    assert_int_equal(b->shift_count, 4);
    assert_false(b->shifts[0].is_component);
    assert_true(b->shifts[1].is_component);
    assert_true(b->shifts[3].is_component);
    assert_string_equal(shown(work, b->shifts[1].change_points), "-1.00");
}

static const char figures[] = "grouping,group,name,node,kind,option,title,n,percent,se,low,high,flags,mean_score\n"
                              ",*,,total,total,,Phiếu,84,71.78,2.129608,67.110462,76.132522,,3.97\n"
                              "unit,b,B,q1,criterion,,Câu 1,9,60.00,1.5,55.25,65.75,few_forms,3.50\n"
                              "unit,b,B,total,total,,Phiếu,10,65.00,1.25,60.25,69.75,few_forms,3.60\n";
static const char places[] = "grouping,bloc,group,name,rank,best_rank,worst_rank,alike_next,n,percent,se,low,high,"
                             "interval,flags\n"
                             "unit,so,b,B,2,1,3,1,10,65.00,1.25,60.25,69.75,beta,few_forms\n"
                             "unit,so,a,A,,,,,0,,,,,,\n";

static void a_survey_goes_to_its_units(void **state)
{
    struct work *work = *state;
    struct par_report report = settled(work, (const char *const[]){places, figures, ranking, NULL});
    const struct par_report_unit *b = par_report_find(&report, "b"), *a = par_report_find(&report, "a");
    assert_int_equal(report.figure_count, 3);
    assert_string_equal(shown(work, b->satisfaction->percent), "65.00");
    assert_int_equal(b->place->worst_rank, 3);
    assert_int_equal(b->place->alike_next, 1);
    assert_null(a->satisfaction);
    assert_int_equal(a->place->rank, 0);
    assert_int_equal(a->place->alike_next, -1);
    assert_string_equal(shown(work, report.figures[0].low), "67.110462");
}

#define SCORES_HEAD                                                                                  \
    "period,set,unit,bloc,ranked,node,depth,max,applicable_max,points_self,points,computed,percent," \
    "rescaled,state,open_max,from_round,flags\n"

static const char scores[] = SCORES_HEAD "2025,thu,b,so,yes,1.2,2,2,2,1.5,1.5,,75.00,,scored,,self,\n"
                                         "2025,thu,b,so,yes,total,0,10,10,8.05,8.05,,80.50,,scored,,,\n"
                                         "2025,thu,a,so,yes,total,0,10,10,9,9,,90.00,,scored,,,\n"
                                         "2025,thu,b,so,yes,1.1,2,4,4,,,,,,missing,4,,\n";

static void scores_stand_in_the_order_of_the_set(void **state)
{
    struct work *work = *state;
    struct par_report report = settled(work, (const char *const[]){scores, ranking, NULL});
    const struct par_report_unit *b = par_report_find(&report, "b");
    assert_int_equal(b->score_count, 3);
    assert_string_equal(b->scores[0].node, "total");
    assert_string_equal(b->scores[1].node, "1.1");
    assert_int_equal(b->scores[1].state, PAR_STATE_MISSING);
    assert_false(b->scores[1].points.is);
    assert_string_equal(b->scores[2].node, "1.2");
}

static const char archive[] = "period,bloc,unit,name,points,index,rank\n"
                              "2025,phong,e,E,9,90,1\n2025,phong,b,B,8,80,2\n2025,phong,c,C,8,80,2\n"
                              "2025,phong,a,A,6,60,4\n2025,phong,new,N,,,\n";

/* Four ranked units in each: the first is the upper quarter, the last the lower one. */
static void contrasts_are_named(void **state)
{
    struct work *work = *state;
    struct par_report report = new_report(work);
    size_t count;
    add(work, &report, ranking);
    assert_true(read_text(work, &report, archive, "Lưu trữ", false));
    assert_true(par_report_settle(&report, work->diags));
    const struct par_report_contrast *contrasts = par_report_contrasts(&report, &count);
    assert_int_equal(count, 2);
    assert_string_equal(contrasts[0].unit, "a");
    assert_true(contrasts[0].strong == PAR_REPORT_OWN);
    assert_int_equal(contrasts[0].weak, 0);
    assert_string_equal(contrasts[1].unit, "e");
    assert_int_equal(contrasts[1].strong, 0);
    assert_true(contrasts[1].weak == PAR_REPORT_OWN);
    assert_string_equal(contrasts[1].bloc, "so");
}

static void ties_across_a_quarter_are_no_contrast(void **state)
{
    struct work *work = *state;
    struct par_report report = new_report(work);
    size_t count;
    add(work, &report, ranking);
    assert_true(read_text(work, &report,
                          "period,bloc,unit,points,index,rank\n2025,so,e,9,90,1\n2025,so,b,9,90,1\n2025,so,c,6,60,3\n"
                          "2025,so,a,6,60,3\n",
                          "CNTT", false));
    assert_true(par_report_settle(&report, work->diags));
    par_report_contrasts(&report, &count);
    assert_int_equal(count, 0);
}

/* --- What is wrong ----------------------------------------------------------------------------------------------- */

struct refusal {
    const char *text;
    const char *field;
    enum par_code code;
    const char *argument; /* {1}; NULL: none */
};

static const struct refusal refusals[] = {
    {"unit,name,bloc\n01,A,so\n", NULL, PAR_REPORT_FILE_KIND, NULL},
    {"unit,criterion,score\n01,1.1,2\n", NULL, PAR_REPORT_FILE_KIND, NULL},
    {"Mã đơn vị;Tên;Mã;Tên tiêu chí;Điểm\n01;A;1.1;B;2\n", NULL, PAR_REPORT_FILE_KIND, NULL},
    {"unit,name,node,title,points,lost,course,cause\na,A,1.1,B,1,1,,\n", NULL, PAR_REPORT_FOR_PEOPLE, NULL},
    {"bloc,unit,name,comparison,index,previous_index,change_index,rank,change_places\nso,a,A,compared,1,1,0,1,0\n",
     NULL, PAR_REPORT_FOR_PEOPLE, NULL},
    {LOST_HEAD "2025,thu,b,B,so,1.1,A,1,4,4,2.00,1.50,,,scored,untouched,bị cắt,,noi-vu,,,1\n", NULL, PAR_REPORT_WORD,
     "bị cắt"},
    {LOST_HEAD "2025,thu,b,B,so,1.1,A,1,4,4,2.00,1.50,,,đã chấm,untouched,rule,,noi-vu,,,1\n", NULL, PAR_REPORT_WORD,
     "đã chấm"},
    {LOST_HEAD "2025,thu,b,B,so,1.1,A,1,4,4,2.00,1.50,,,scored,untouched,rule,,noi-vu,,,1\n"
               "2024,thu,b,B,so,1.2,A,1,4,4,2.00,1.50,,,scored,untouched,rule,,noi-vu,,,1\n",
     NULL, PAR_REPORT_PERIODS, "2024"},
    {LOST_HEAD "2025,thu,b,B,so,1.1,A,1,4,4,2.00,nhiều,,,scored,untouched,rule,,noi-vu,,,1\n", NULL, PAR_NUMBER_SYNTAX,
     "nhiều"},
    {LOST_HEAD "2025,thu,b,B,so,1.1,A,1,4,4,2.00,1.50,,,sco", NULL, PAR_ROW_SHORT, "15"},
    {"set,unit,name,bloc,node,lost,course,cause,period\nthu,b,B,so,1.1,1,,rule,2025\n", NULL, PAR_HEADER_MISSING,
     "title"},
    {"unit,points,index,rank\na,1,1,1\n", NULL, PAR_HEADER_MISSING, "period"},
    {RANKING_HEAD "2025,so,1,1,,A,9.00,10,90.00,Tốt,scored,no,90.00\n", NULL, PAR_REPORT_BLANK, "unit"},
    {RANKING_HEAD ",so,1,1,a,A,9.00,10,90.00,Tốt,scored,no,90.00\n", NULL, PAR_REPORT_BLANK, "period"},
    {RANKING_HEAD "2025,so,1,1,a,A,9.00,10,,Tốt,scored,no,90.00\n", NULL, PAR_REPORT_BLANK, "index"},
    {RANKING_HEAD "2025,so,1,1.5,a,A,9.00,10,90,Tốt,scored,no,90.00\n", NULL, PAR_NUMBER_WHOLE, "1.5"},
    {RANKING_HEAD "2025,so,1,1,a,A,9.00,10,90.1234567,Tốt,scored,no,90.00\n", NULL, PAR_NUMBER_RANGE, "90.1234567"},
    {RANKING_HEAD "2025,so,1,1,a,A,9.00,10,90,Tốt,scored,có,90.00\n", NULL, PAR_REPORT_WORD, "có"},
    {RANKING_HEAD "2025,so,1,1,a,A,9.00,10,90,Tốt,scored,no,90.00\n2025,so,2,2,a,A,8,10,80,Khá,scored,no,80\n", NULL,
     PAR_UNIT_REPEATED, "a"},
    {RANKING_HEAD, NULL, PAR_REPORT_EMPTY, NULL},
    {LOST_HEAD, "Lưu trữ", PAR_REPORT_FIELD_KIND, "Lưu trữ"},
    {RANKING_HEAD "2025,so,1,1,a,A,9,10,90,Tốt,scored,no,90\n2024,so,1,1,a,A,9,10,90,Tốt,scored,no,90\n", "Lưu trữ",
     PAR_REPORT_PERIODS, "2024"},
};

static void bad_files_are_refused(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct par_report report = new_report(work);
        const struct refusal *at = &refusals[i];
        forget_findings(work);
        assert_false(read_text(work, &report, at->text, at->field, false));
        const struct par_diag *diag = par_diags_first(work->diags);
        while (diag && diag->severity < PAR_ERROR) /* a few words may be of another encoding */
            diag = diag->next;
        if (!diag || diag->code != at->code)
            fail_with_findings(at->text, work->diags);
        if (at->argument)
            assert_string_equal(diag->args[0], at->argument);
        assert_non_null(diag->place.file);
        assert_int_equal(report.source_count + report.year_count + report.loss_count + report.field_count, 0);
    }
}

static void what_is_not_needed_is_said(void **state)
{
    static const struct {
        const char *text;
        bool any;
    } files[] = {{"bloc,measure,name,value,count,share\nso,mean,,80.31,,\n", false},
                 {"unit,name,bloc,set,components,answered,missing\na,A,so,thu,3,3,0\n", false},
                 {"gi,do\n1,2\n", true}};
    struct work *work = *state;
    struct par_report report = new_report(work);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        forget_findings(work);
        assert_true(read_text(work, &report, files[i].text, NULL, files[i].any));
        expect_finding(work, PAR_NOTE, PAR_REPORT_NOT_NEEDED);
        assert_int_equal(report.source_count, 0);
    }
}

struct clash {
    const char *texts[3];
    enum par_code code;
    const char *argument;
};

static const struct clash clashes[] = {
    {{lost, NULL}, PAR_REPORT_NO_RANKING, NULL},
    {{ranking, ranking, NULL}, PAR_REPORT_TWO_RANKINGS, "2025"},
    {{earlier, lost, NULL}, PAR_REPORT_OTHER_PERIOD, "2025"},
    {{earlier, scores, NULL}, PAR_REPORT_OTHER_PERIOD, "2025"},
    {{earlier, plan, NULL}, PAR_REPORT_OTHER_PERIOD, "2025"},
    {{ranking, SCORES_HEAD "2025,thu,b,so,yes,total,0,10,10,8.25,8.25,,82.50,,scored,,,\n", NULL},
     PAR_REPORT_STALE,
     "points"},
    {{ranking, SCORES_HEAD "2025,thu,b,so,yes,total,0,9,9,8.05,8.05,,89.44,,scored,,,\n", NULL},
     PAR_REPORT_STALE,
     "applicable_max"},
    {{ranking, SCORES_HEAD "2025,thu,d,so,yes,total,0,10,10,7,7,,70.00,,scored,,,\n", NULL},
     PAR_REPORT_STALE,
     "points"},
    {{ranking,
      LOST_HEAD "2025,thu,z,Z,so,1.1,A,1,4,4,2.00,2.00,,,scored,untouched,rule,,noi-vu,,,2\n"
                "2025,thu,z,Z,so,1.2,A,1,4,4,2.00,2.00,,,scored,untouched,rule,,noi-vu,,,2\n",
      NULL},
     PAR_REPORT_UNIT_UNKNOWN,
     "z"},
    {{ranking, MOVES_HEAD "2025,2024,so,z,Z,compared,,1,1,0,80.50,90.00,-9.50,-9.50,0.00,2,1,-1,-1,0,1,2,no\n", NULL},
     PAR_REPORT_UNIT_UNKNOWN,
     "z"},
};

static void what_does_not_go_together_is_refused(void **state)
{
    struct work *work = *state;
    for (size_t i = 0; i < sizeof clashes / sizeof *clashes; i++) {
        struct par_report report = new_report(work);
        for (const char *const *text = clashes[i].texts; *text; text++)
            add(work, &report, *text);
        forget_findings(work);
        assert_false(par_report_settle(&report, work->diags));
        expect_finding(work, PAR_ERROR, clashes[i].code);
        if (clashes[i].argument)
            assert_string_equal(only_finding(work)->args[0], clashes[i].argument);
    }
}

static void an_unknown_bloc_is_refused(void **state)
{
    struct work *work = *state;
    struct par_report report = new_report(work);
    static const char *const only[] = {"huyen"};
    report.only = (struct par_list){1, only};
    add(work, &report, ranking);
    assert_false(par_report_settle(&report, work->diags));
    expect_finding(work, PAR_ERROR, PAR_REPORT_BLOC);
    assert_string_equal(only_finding(work)->args[1], "so, xa");
}

static void a_field_of_another_period_is_refused(void **state)
{
    struct work *work = *state;
    struct par_report report = new_report(work);
    add(work, &report, ranking);
    assert_true(read_text(work, &report, earlier, "Lưu trữ", false));
    assert_false(par_report_settle(&report, work->diags));
    expect_finding(work, PAR_ERROR, PAR_REPORT_OTHER_PERIOD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(units_stand_bloc_by_bloc_by_rank, set_up, tear_down),
        cmocka_unit_test_setup_teardown(blocs_have_their_figures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(numbers_keep_their_decimals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(one_bloc_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(excels_form_is_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(losses_go_to_their_units, set_up, tear_down),
        cmocka_unit_test_setup_teardown(costs_add_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(plans_go_to_the_losses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_plan_alone_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(moves_are_sorted_by_period, set_up, tear_down),
        cmocka_unit_test_setup_teardown(two_years_before_are_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(shifts_are_of_the_newest_period, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_survey_goes_to_its_units, set_up, tear_down),
        cmocka_unit_test_setup_teardown(scores_stand_in_the_order_of_the_set, set_up, tear_down),
        cmocka_unit_test_setup_teardown(contrasts_are_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ties_across_a_quarter_are_no_contrast, set_up, tear_down),
        cmocka_unit_test_setup_teardown(bad_files_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_needed_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_does_not_go_together_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_unknown_bloc_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_field_of_another_period_is_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
