// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Describes what may be agreed: the debt, payment conditions, tables of discounts.
#pragma once

#include <tramo/impl/explain/describe_data.ipp>

namespace tramo::describing {

inline void tell(telling& in, ast::debt_declaration const& one) {
    in.heading(in.say(said::debt_head), one.at);
    for (auto const& each : one.members) {
        auto const part = each.part == keyword::interest  ? said::part_interest
                          : each.part == keyword::fine    ? said::part_fine
                          : each.part == keyword::fees    ? said::part_fees
                          : each.part == keyword::overdue ? said::part_overdue
                                                          : said::part_principal;
        in.out.bullet(in.say(said::debt_part, {in.say(part), in.value(each.amount)}));
    }
}

[[nodiscard]] inline std::string extent_text(telling& in, ast::extent_member const& one) {
    if (one.from && one.until) return in.say(said::from_to, {in.value(*one.from), in.value(*one.until)});
    if (one.from) return in.say(said::from_on, {in.value(*one.from)});
    return one.until ? in.say(said::up_to, {in.value(*one.until)}) : std::string();
}

inline void tell_member(telling& in, ast::extent_member const& one) {
    auto const phrase = one.what == keyword::overdue ? said::overdue_range
                        : one.is_enforced            ? said::amounts_range
                                                     : said::amounts_informative;
    in.out.bullet(in.say(phrase, {extent_text(in, one)}));
}

inline void tell_member(telling& in, ast::billing_member const& one) {
    in.out.bullet(
        in.say(one.is_filter ? said::billing_filter : said::billing_form, {in.with.text(one.form.text)}));
}

inline void tell_member(telling& in, ast::first_due_member const& one) {
    in.out.bullet(in.say(said::first_due, {in.value(one.length)}));
}

inline void tell_member(telling& in, ast::charge_member const& one) {
    in.out.bullet(
        in.say(one.what == keyword::fine ? said::charge_fine : said::charge_interest, {in.value(one.share)}));
}

inline void tell_member(telling& in, ast::base_member const& one) {
    in.out.bullet(in.say(one.what == keyword::principal ? said::base_principal
                         : one.what == keyword::in_turn ? said::base_in_turn
                                                        : said::base_total));
}

inline void tell_member(telling& in, ast::requirement_member const& one) {
    auto const name = introduced(one.name.text, text_of(one.label));
    in.conditions.write(in.say(said::requirement_lead, {name}), one.condition);
}

inline void tell_member(telling& in, ast::approval_member const& one) {
    auto const by = in.with.text(one.by.text);
    if (one.condition)
        in.conditions.write(in.say(said::approval_lead, {by}), *one.condition);
    else
        in.out.paragraph(in.say(said::approval_always, {by}));
}

inline void tell_member(telling& in, ast::discount_member const& one) {
    auto const on = one.what == keyword::principal  ? said::on_principal
                    : one.what == keyword::interest ? said::on_interest
                    : one.what == keyword::fine     ? said::on_fine
                    : one.what == keyword::fees     ? said::on_fees
                                                    : said::on_total;
    auto const share = one.share ? in.value(*one.share)
                       : one.matrix
                           ? in.say(said::discount_matrix, {in.names.show(keyword::matrix, one.matrix->text)})
                           : std::string();
    if (one.role)
        in.out.bullet(in.say(said::discount_share_role, {in.say(on), share, in.with.text(one.role->text)}));
    else
        in.out.bullet(in.say(said::discount_share, {in.say(on), share}));
}

inline void tell_member(telling& in, ast::round_member const& one) {
    auto text = in.say(one.mode == keyword::up        ? said::rounding_up
                       : one.mode == keyword::nearest ? said::rounding_nearest
                                                      : said::rounding_down);
    if (one.unit) text = in.say(said::rounding_unit, {text, in.value(*one.unit)});
    bool const is_first = one.rest && *one.rest == keyword::first;
    in.out.bullet(in.say(is_first ? said::rounding_first : said::rounding_last, {text}));
}

inline void tell_member(telling& in, ast::broken_member const& one) {
    if (one.length)
        in.out.bullet(in.say(said::broken_after, {in.value(*one.length)}));
    else
        in.out.bullet(in.say(said::broken_installments, {std::to_string(one.installments)}));
}

inline void tell_member(telling& in, ast::alternative_member const& one) {
    auto const name = introduced(one.name.text, text_of(one.label));
    if (one.is_lump_sum) {
        in.out.paragraph(in.say(said::lump_sum_note, {name}) + " (" + in.line(one.at) + ")");
        return;
    }
    auto const least = std::to_string(one.fewest);
    auto const count =
        one.fewest == one.most ? least : in.say(said::count_range, {least, std::to_string(one.most)});
    auto text = in.say(said::installments_note, {name, count});
    if (one.every) text += "; " + in.say(said::every_time, {in.value(*one.every)});
    if (one.entry) text += "; " + in.say(said::with_entry, {in.value(*one.entry)});
    if (one.rate) text += "; " + in.say(said::with_rate, {in.value(*one.rate)});
    if (one.minimum) text += "; " + in.say(said::with_minimum, {in.value(*one.minimum)});
    in.out.paragraph(text + ". (" + in.line(one.at) + ")");
}

inline void tell(telling& in, ast::condition_declaration const& one) {
    in.heading_of(said::condition_head, one);
    in.period(one.period);
    if (one.is_default) in.out.paragraph(in.say(said::condition_default));
    for (auto const& member : one.members)
        std::visit([&in](auto const& each) { tell_member(in, each); }, member);
}

inline void tell(telling& in, ast::matrix_declaration const& one) {
    in.heading_of(said::matrix_head, one);
    in.out.paragraph(in.say(said::matrix_note));
    strings head;
    for (auto const& each : one.axes) head.push_back(axis_text(in, each));
    head.push_back(in.say(said::column_discount));
    head.push_back(in.say(said::column_line));
    std::vector<strings> rows;
    for (auto const& each : one.rows) {
        strings cells;
        for (auto const& cell : each.cells) cells.push_back(in.cell(cell));
        cells.push_back(in.value(each.share));
        cells.push_back(line_number(in, each.at));
        rows.push_back(std::move(cells));
    }
    in.out.table(head, rows);
}

}  // namespace tramo::describing
