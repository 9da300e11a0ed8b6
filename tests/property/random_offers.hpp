// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random debts, conditions of payment and tables of discounts, as the parser could have read them; periods
// and comments are put in elsewhere.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "random_expression.hpp"

namespace tramo_test {

class random_offers {
public:
    random_offers(dice& draw, random_expression& expressions) : draw_(draw), expressions_(expressions) {}

    tramo::ast::debt_declaration debt() {
        tramo::ast::debt_declaration made;
        for (auto const part : {tramo::keyword::overdue, tramo::keyword::principal, tramo::keyword::interest,
                                tramo::keyword::fine, tramo::keyword::fees})
            if (draw_.one_in(2)) made.members.push_back({part, value(), {}, {}});
        return made;
    }

    tramo::ast::condition_declaration condition() {
        tramo::ast::condition_declaration made;
        made.name = name();
        made.label = maybe_text();
        made.is_default = draw_.one_in(2);
        add_once(made.members);
        for (auto left = draw_.roll(5); left > 0; --left) made.members.push_back(repeated());
        for (std::size_t i = made.members.size(); i > 1; --i)
            std::swap(made.members[i - 1], made.members[draw_.roll(i)]);
        return made;
    }

    tramo::ast::matrix_declaration matrix() {
        tramo::ast::matrix_declaration made;
        made.name = name();
        made.label = maybe_text();
        do made.axes.push_back(axis());
        while (draw_.one_in(2));
        for (auto left = draw_.roll(4); left > 0; --left) {
            tramo::ast::matrix_row row;
            for (std::size_t i = 0; i < made.axes.size(); ++i) row.cells.push_back(cell());
            row.share = value();
            made.rows.push_back(std::move(row));
        }
        return made;
    }

    tramo::ast::matrix_cell cell() {
        tramo::ast::matrix_cell made;
        switch (draw_.roll(6)) {
            case 0:
                made.is_all = true;
                break;
            case 1:
                do made.texts.push_back(text());
                while (draw_.one_in(2));
                break;
            case 2:
                made.truth = draw_.one_in(2);
                break;
            case 3:
                made.from = made.until = bound();
                break;
            case 4:
                made.from = bound();
                made.until = bound();
                made.half_open = draw_.one_in(2);
                break;
            default:
                (draw_.one_in(2) ? made.from : made.until) = bound();
        }
        return made;
    }

private:
    using expression = tramo::ast::expression;

    tramo::ast::name name() { return {expressions_.any_name(), {}}; }
    tramo::ast::text_literal text() { return {expressions_.text(), {}}; }
    std::optional<tramo::ast::text_literal> maybe_text() {
        if (draw_.one_in(2)) return {};
        return text();
    }
    expression value() { return expressions_.value(3); }
    std::optional<expression> maybe_value() {
        if (draw_.one_in(2)) return {};
        return value();
    }
    expression length() { return expressions_.length(); }

    tramo::ast::extent_member extent(tramo::keyword what) {
        tramo::ast::extent_member made;
        made.what = what;
        made.from = maybe_value();
        made.until = made.from ? maybe_value() : value();
        made.is_enforced = what == tramo::keyword::amounts && draw_.one_in(2);
        return made;
    }

    /// What a condition says once, each as likely as not.
    void add_once(std::vector<tramo::ast::condition_member>& all) {
        using tramo::keyword;
        auto const add = [&](tramo::ast::condition_member one) {
            if (draw_.one_in(2)) all.push_back(std::move(one));
        };
        add(extent(keyword::amounts));
        add(extent(keyword::overdue));
        add(tramo::ast::billing_member{text(), false, {}, {}});
        add(tramo::ast::billing_member{text(), true, {}, {}});
        add(tramo::ast::first_due_member{length(), {}, {}});
        add(tramo::ast::charge_member{keyword::interest, value(), {}, {}});
        add(tramo::ast::charge_member{keyword::fine, value(), {}, {}});
        auto const base = draw_.pick<keyword>({keyword::total, keyword::principal, keyword::in_turn});
        add(tramo::ast::base_member{base, {}, {}});
        add(rounding());
        add(tramo::ast::broken_member{length(), 0, {}, {}});
        add(tramo::ast::broken_member{{}, 1 + static_cast<int>(draw_.roll(9999)), {}, {}});
        tramo::ast::approval_member approval{text(), {}, {}, {}};
        if (draw_.one_in(2)) approval.condition = expressions_.condition(4);
        add(std::move(approval));
    }

    tramo::ast::condition_member rounding() {
        using tramo::keyword;
        tramo::ast::round_member made;
        made.mode = draw_.pick<keyword>({keyword::up, keyword::down, keyword::nearest});
        made.unit = maybe_value();
        if (draw_.one_in(2)) made.rest = draw_.pick<keyword>({keyword::first, keyword::last});
        return made;
    }

    tramo::ast::condition_member repeated() {
        switch (draw_.roll(3)) {
            case 0:
                return tramo::ast::requirement_member{
                    name(), maybe_text(), expressions_.condition(4), {}, {}};
            case 1:
                return discount();
            default:
                return alternative();
        }
    }

    tramo::ast::discount_member discount() {
        using tramo::keyword;
        tramo::ast::discount_member made;
        made.what = draw_.pick<keyword>(
            {keyword::principal, keyword::interest, keyword::fine, keyword::fees, keyword::total});
        made.share = maybe_value();
        if (!made.share) made.matrix = name();
        made.role = maybe_text();
        return made;
    }

    tramo::ast::alternative_member alternative() {
        tramo::ast::alternative_member made;
        made.name = name();
        made.label = maybe_text();
        made.is_lump_sum = draw_.one_in(3);
        if (made.is_lump_sum) return made;
        made.fewest = static_cast<int>(draw_.roll(13));
        made.most = made.fewest + static_cast<int>(draw_.roll(3));
        made.every = length();
        made.entry = maybe_value();
        made.rate = maybe_value();
        made.minimum = maybe_value();
        return made;
    }

    tramo::ast::matrix_axis axis() {
        tramo::ast::matrix_axis made;
        made.is_role = draw_.one_in(4);
        if (made.is_role) return made;
        made.name = name();
        made.is_rising = draw_.one_in(2);
        return made;
    }

    /// A number, an amount, a share, a day, a length or a name; with a minus at times.
    expression bound() {
        while (true) {
            auto made = draw_.one_in(3) ? named() : expressions_.literal();
            if (made.kind == tramo::ast::node::text || made.kind == tramo::ast::node::truth) continue;
            if (made.kind == tramo::ast::node::timestamp || made.kind == tramo::ast::node::as_of) continue;
            if (made.kind == tramo::ast::node::null) continue;
            if (!draw_.one_in(4)) return made;
            expression negated;
            negated.kind = tramo::ast::node::negate;
            negated.operands.push_back(std::move(made));
            return negated;
        }
    }
    expression named() {
        expression made;
        made.kind = tramo::ast::node::name;
        made.text = expressions_.any_name();
        return made;
    }

    dice& draw_;
    random_expression& expressions_;
};

}  // namespace tramo_test
