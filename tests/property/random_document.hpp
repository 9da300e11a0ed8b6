// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random policy documents, with comments wherever printing keeps them.
#pragma once

#include <string>
#include <vector>

#include "random_actions.hpp"
#include "random_alerts.hpp"
#include "random_offers.hpp"
#include "random_treatment_words.hpp"

namespace tramo_test {

class random_document {
public:
    explicit random_document(std::uint64_t seed)
        : draw_(seed),
          expressions_(draw_),
          alerts_(draw_, expressions_),
          offers_(draw_, expressions_),
          actions_(draw_, expressions_),
          treatment_(draw_, expressions_, offers_) {}

    tramo::ast::document make() {
        tramo::ast::document made;
        made.heading_comments = comment_lines();
        if (draw_.one_in(2)) made.declarations.push_back(policy());
        for (auto left = 1 + draw_.roll(6); left > 0; --left) made.declarations.push_back(declaration());
        made.closing_comments = comment_lines();
        return made;
    }

private:
    tramo::ast::declaration declaration() {
        switch (draw_.roll(24)) {
            case 0:
                return field();
            case 1:
                return collection();
            case 2:
                return parameter();
            case 3:
                return value();
            case 4:
                return strategy();
            case 5:
                return with_comments(alerts_.log());
            case 6:
                return event();
            case 7:
                return counter();
            case 8:
                return alert();
            case 9:
                return debt();
            case 10:
                return condition();
            case 11:
                return matrix();
            case 12:
                return actions();
            case 13:
                return palette();
            case 14:
                return worklist();
            case 15:
                return remarked(treatment_.table());
            case 16:
                return calendar();
            case 17:
                return in_period(treatment_.effect());
            case 18:
                return remarked(treatment_.hold());
            case 19:
                return remarked(treatment_.arrears());
            case 20:
                return remarked(treatment_.promises());
            case 21:
                return remarked(treatment_.contact_limits());
            case 22:
                return in_period(treatment_.message());
            default:
                return rule<tramo::ast::segment_declaration>();
        }
    }

    std::vector<std::string> comment_lines() {
        std::vector<std::string> lines;
        if (draw_.one_in(4))
            for (auto left = 1 + draw_.roll(2); left > 0; --left) lines.push_back(draw_.pick(remarks));
        return lines;
    }

    tramo::ast::comments comments() {
        return {comment_lines(), draw_.one_in(4) ? draw_.pick(remarks) : "", draw_.one_in(2)};
    }

    tramo::ast::name name() { return {expressions_.any_name(), {}}; }

    std::optional<tramo::ast::text_literal> maybe_text() {
        if (draw_.one_in(2)) return {};
        return tramo::ast::text_literal{expressions_.text(), {}};
    }

    tramo::ast::policy_declaration policy() {
        tramo::ast::policy_declaration made;
        made.title = tramo::ast::text_literal{expressions_.text(), {}};
        made.version = maybe_text();
        if (draw_.one_in(2)) made.currency = tramo::ast::name{"PYG", {}};
        made.zone = maybe_text();
        made.comments = comments();
        made.closing_comments = comment_lines();
        return made;
    }

    tramo::ast::type_expression type() {
        tramo::ast::type_expression made;
        made.word = draw_.pick<tramo::keyword>(
            {tramo::keyword::one_of, tramo::keyword::boolean, tramo::keyword::integer,
             tramo::keyword::decimal, tramo::keyword::money, tramo::keyword::percent, tramo::keyword::date,
             tramo::keyword::timestamp, tramo::keyword::duration, tramo::keyword::text});
        if (made.word == tramo::keyword::money && draw_.one_in(2))
            made.currency = tramo::ast::name{"CLF", {}};
        if (made.word == tramo::keyword::decimal && draw_.one_in(2))
            made.scale = static_cast<int>(draw_.roll(19));
        if (made.word != tramo::keyword::one_of) return made;
        for (auto left = 1 + draw_.roll(3); left > 0; --left) made.values.push_back(enum_value());
        made.is_open = draw_.one_in(2);
        return made;
    }

    tramo::ast::enum_value enum_value() {
        tramo::ast::enum_value made;
        made.value.text = expressions_.text();
        for (auto left = draw_.roll(3); left > 0; --left) made.aliases.push_back({expressions_.text(), {}});
        return made;
    }

    tramo::ast::validity validity() {
        tramo::ast::validity made;
        if (draw_.one_in(2)) {
            made.tax_id = name();
            return made;
        }
        made.min_digits = static_cast<int>(draw_.roll(20));
        made.max_digits = *made.min_digits + static_cast<int>(draw_.roll(3));
        return made;
    }

    tramo::ast::field_declaration field() {
        tramo::ast::field_declaration made;
        made.name = name();
        made.type = type();
        made.is_optional = draw_.one_in(2);
        made.is_key = draw_.one_in(5);
        for (auto left = draw_.roll(3); left > 0; --left) made.valid.push_back(validity());
        made.label = maybe_text();
        made.comments = comments();
        return made;
    }

    tramo::ast::collection_declaration collection() {
        tramo::ast::collection_declaration made;
        made.name = name();
        made.label = maybe_text();
        for (auto left = draw_.roll(4); left > 0; --left) made.fields.push_back(field());
        made.comments = comments();
        made.closing_comments = comment_lines();
        return made;
    }

    tramo::ast::parameter_declaration parameter() {
        tramo::ast::parameter_declaration made;
        made.name = name();
        made.type = type();
        if (draw_.one_in(2)) made.initial = expressions_.literal();
        made.label = maybe_text();
        made.comments = comments();
        return made;
    }

    template <class Block>
    Block with_comments(Block made) {
        made.comments = comments();
        made.closing_comments = comment_lines();
        return made;
    }

    tramo::ast::event_declaration event() {
        auto made = alerts_.event();
        for (auto left = draw_.roll(3); left > 0; --left) {
            made.fields.push_back(field());
            if (draw_.one_in(2)) made.fields.back().column = name();
            made.fields.back().is_step = made.fields.back().column && draw_.one_in(2);
        }
        return with_comments(std::move(made));
    }

    tramo::ast::counter_declaration counter() {
        tramo::ast::counter_declaration made{name(), maybe_text(), expressions_.value(4), {}, comments()};
        remark(made.meaning, true);
        return made;
    }

    tramo::ast::alert_declaration alert() {
        auto made = alerts_.alert();
        for (auto& member : made.members)
            std::visit([this](auto& one) { one.comments = comments(); }, member);
        for (auto& member : made.members)
            if (auto* const one = std::get_if<tramo::ast::transition_declaration>(&member)) {
                if (one->condition) remark(*one->condition, true);
                if (one->without_condition) remark(*one->without_condition, true);
            }
        return with_comments(std::move(made));
    }

    tramo::ast::debt_declaration debt() {
        auto made = offers_.debt();
        for (auto& member : made.members) member.comments = comments();
        return with_comments(std::move(made));
    }

    tramo::ast::condition_declaration condition() {
        auto made = offers_.condition();
        made.period = period();
        for (auto& member : made.members)
            std::visit([this](auto& one) { one.comments = comments(); }, member);
        for (auto& member : made.members) {
            if (auto* const one = std::get_if<tramo::ast::requirement_member>(&member))
                remark(one->condition, true);
            auto* const approval = std::get_if<tramo::ast::approval_member>(&member);
            if (approval != nullptr && approval->condition) remark(*approval->condition, true);
        }
        return with_comments(std::move(made));
    }

    tramo::ast::matrix_declaration matrix() {
        auto made = offers_.matrix();
        for (auto& row : made.rows) row.comments = comments();
        return with_comments(std::move(made));
    }

    tramo::ast::actions_declaration actions() {
        auto made = actions_.actions();
        for (auto& member : made.members)
            std::visit([this](auto& one) { one.comments = comments(); }, member);
        return with_comments(std::move(made));
    }

    /// What is open may end with comments, and is open where it does.
    tramo::ast::palette_declaration palette() {
        auto made = actions_.palette();
        if (made.condition) remark(*made.condition, true);
        for (auto& action : made.actions) {
            action.comments = comments();
            if (action.is_open || draw_.one_in(5)) action.closing_comments = comment_lines();
            action.is_open = action.is_open || !action.closing_comments.empty();
        }
        return with_comments(std::move(made));
    }

    tramo::ast::worklist_declaration worklist() {
        auto made = actions_.worklist();
        made.period = period();
        for (auto& member : made.members) {
            std::visit([this](auto& one) { one.comments = comments(); }, member);
            auto* const candidate = std::get_if<tramo::ast::candidate_member>(&member);
            if (candidate != nullptr && candidate->condition) remark(*candidate->condition, true);
        }
        return with_comments(std::move(made));
    }

    /// Comments on the members of a block too.
    template <class Block>
    Block remarked(Block made) {
        for (auto& member : made.members)
            std::visit([this](auto& one) { one.comments = comments(); }, member);
        made.closing_comments = comment_lines();
        made.comments = comments();
        return made;
    }

    tramo::ast::calendar_declaration calendar() {
        auto made = treatment_.calendar();
        made.comments = comments();
        return made;
    }

    template <class Block>
    Block in_period(Block made) {
        made.period = period();
        return remarked(std::move(made));
    }

    tramo::ast::value_declaration value() {
        tramo::ast::value_declaration made;
        made.name = name();
        made.label = maybe_text();
        made.meaning = expressions_.value(4);
        remark(made.meaning, true);
        made.comments = comments();
        return made;
    }

    tramo::ast::validity_period period() {
        tramo::ast::validity_period made;
        if (draw_.one_in(2)) return made;
        made.version = maybe_text();
        made.id = maybe_text();
        if (draw_.one_in(2)) made.from = expressions_.day();
        if (draw_.one_in(2)) made.until = expressions_.day();
        made.is_inactive = draw_.one_in(2);
        return made;
    }

    template <class Rule>
    Rule rule() {
        Rule made;
        made.name = name();
        made.label = maybe_text();
        made.period = period();
        made.condition = expressions_.condition(4);
        remark(made.condition, true);
        made.comments = comments();
        return made;
    }

    tramo::ast::strategy_declaration strategy() {
        tramo::ast::strategy_declaration made;
        made.name = name();
        made.label = maybe_text();
        made.period = period();
        made.is_indicator = draw_.one_in(3);
        for (auto left = draw_.roll(4); left > 0; --left)
            made.queues.push_back(rule<tramo::ast::queue_declaration>());
        made.rest = tramo::ast::rest_declaration{name(), maybe_text(), maybe_text(), {}, comments()};
        made.comments = comments();
        made.closing_comments = comment_lines();
        return made;
    }

    /// Comments behind operands of `and` and `or`; behind the last one of all they belong to the declaration.
    void remark(tramo::ast::expression& tree, bool is_whole) {
        if (tree.kind != tramo::ast::node::and_ && tree.kind != tramo::ast::node::or_) return;
        for (auto& part : tree.operands) {
            bool const is_last = is_whole && &part == &tree.operands.back();
            if (!is_last && draw_.one_in(6)) part.comment = draw_.pick(remarks);
            remark(part, false);
        }
    }

    static std::vector<std::string> const remarks;
    dice draw_;
    random_expression expressions_;
    random_alerts alerts_;
    random_offers offers_;
    random_actions actions_;
    random_treatment_words treatment_;
};

inline std::vector<std::string> const random_document::remarks = {
    "why",  "# twice",      "with \"quotes\" and `back-quotes`", "  set in", "Años, não", "} ) ]",
    "a; b", "segment x = y"};

}  // namespace tramo_test
