// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions written out as alternatives of tests, each on one field: what an index over single records
// needs.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include <tramo/plan/plan.hpp>

namespace tramo::running {

/// What is asked of a condition's three truth values.
enum class asked_truth : std::uint8_t { yes, no, not_yes, not_no };

/// One test and what is asked of it.
struct literal {
    std::size_t use = 0;
    std::size_t test = 0;
    asked_truth asked = asked_truth::yes;
    friend auto operator<=>(literal const&, literal const&) = default;
};

/// Literals that must all hold; none of them: it always holds.
using term = std::vector<literal>;

/// Writes conditions out. Alternatives multiply where they meet under `and`: beyond `most_terms` none are
/// made.
class term_writer {
public:
    explicit term_writer(space const& of) : space_(of) {}

    /// None where the condition computes something, or has too many alternatives.
    [[nodiscard]] std::optional<std::vector<term>> write(node_index node, asked_truth asked) {
        steps_ = 0;
        return terms_of(node, asked);
    }

private:
    static constexpr std::size_t most_terms = 64;
    /// What conditions share is walked through once for each that shares it: no further than this.
    static constexpr std::size_t most_steps = 10'000;
    using terms = std::optional<std::vector<term>>;
    using form = condition_node::form;

    [[nodiscard]] static asked_truth of_negation(asked_truth asked) {
        switch (asked) {
            case asked_truth::yes:
                return asked_truth::no;
            case asked_truth::no:
                return asked_truth::yes;
            case asked_truth::not_yes:
                return asked_truth::not_no;
            default:
                return asked_truth::not_yes;
        }
    }

    [[nodiscard]] terms terms_of(node_index index, asked_truth asked) {
        if (++steps_ > most_steps) return {};
        auto const& node = space_.conditions[static_cast<std::size_t>(index)];
        bool const is_positive = asked == asked_truth::yes || asked == asked_truth::not_no;
        switch (node.what) {
            case form::constant:
                return of_constant(node, asked);
            case form::test:
                return std::vector<term>{{{node.use, node.test, asked}}};
            case form::negation:
                return terms_of(node.operands[0], of_negation(asked));
            case form::is_true:
                return terms_of(node.operands[0], is_positive ? asked_truth::yes : asked_truth::not_yes);
            case form::known:
                return of_known(node, is_positive);
            case form::all_of:
                return is_positive ? all_of(node, asked) : any_of(node, asked);
            case form::any_of:
                return is_positive ? any_of(node, asked) : all_of(node, asked);
            default:
                return {};
        }
    }

    [[nodiscard]] static terms of_constant(condition_node const& node, asked_truth asked) {
        bool const is_known = !node.is_unknown_constant;
        bool const yes = is_known && node.is_true, no = is_known && !node.is_true;
        bool const holds = asked == asked_truth::yes       ? yes
                           : asked == asked_truth::no      ? no
                           : asked == asked_truth::not_yes ? !yes
                                                           : !no;
        return holds ? std::vector<term>{{}} : std::vector<term>{};
    }

    [[nodiscard]] terms of_known(condition_node const& node, bool is_known) {
        if (node.left != no_node) return {};
        auto const of = node.operands[0];
        if (is_known) return united(terms_of(of, asked_truth::yes), terms_of(of, asked_truth::no));
        return crossed(terms_of(of, asked_truth::not_yes), terms_of(of, asked_truth::not_no));
    }

    [[nodiscard]] terms any_of(condition_node const& node, asked_truth asked) {
        terms all = std::vector<term>{};
        for (std::size_t i = 0; all && i < node.operands.size(); ++i)
            all = united(std::move(all), terms_of(node.operands[i], asked));
        return all;
    }

    [[nodiscard]] terms all_of(condition_node const& node, asked_truth asked) {
        terms all = std::vector<term>{{}};
        for (std::size_t i = 0; all && i < node.operands.size(); ++i)
            all = crossed(std::move(all), terms_of(node.operands[i], asked));
        return all;
    }

    [[nodiscard]] static terms united(terms a, terms b) {
        if (!a || !b || a->size() + b->size() > most_terms) return {};
        a->insert(a->end(), b->begin(), b->end());
        return a;
    }

    [[nodiscard]] static terms crossed(terms a, terms b) {
        if (!a || !b || a->size() * b->size() > most_terms) return {};
        std::vector<term> made;
        for (auto const& left : *a)
            for (auto const& right : *b) {
                made.push_back(left);
                made.back().insert(made.back().end(), right.begin(), right.end());
            }
        return made;
    }

    space const& space_;
    std::size_t steps_ = 0;
};

}  // namespace tramo::running
