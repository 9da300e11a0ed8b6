// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions of a plan as SQL: node by node, so that what is unknown in the one is NULL in the other.
#pragma once

#include <set>

#include <tramo/impl/export/sql_numbers.ipp>
#include <tramo/impl/export/sql_size.ipp>

namespace tramo::exporting {

class condition_words {
public:
    condition_words(plan const& of, std::vector<field> const& fields, sql_dialect dialect, findings& found)
        : plan_(of),
          fields_(fields),
          dialect_(dialect),
          found_(found),
          numbers_(of.account, fields, dialect, found,
                   [this](node_index node) { return flat(write(node)); }) {}

    /// Requires a condition that is not too large.
    [[nodiscard]] piece write(node_index index, bool negated = false) {
        auto const& node = plan_.account.conditions[static_cast<std::size_t>(index)];
        switch (node.what) {
            case form::constant:
                return atom(node.is_unknown_constant  ? "CAST(NULL AS BOOLEAN)"
                            : node.is_true != negated ? "TRUE"
                                                      : "FALSE");
            case form::test: {
                auto const& use = plan_.account.uses[node.use];
                return test_words(fields_[use.field], dialect_).write(use.tests[node.test], negated);
            }
            case form::negation:
                return write(node.operands[0], !negated);
            case form::all_of:
            case form::any_of:
                return turned(join(node), negated);
            case form::compare:
                return turned(numbers_.compare(node.left, node.right, node.op), negated);
            case form::compare_texts:
                return turned(texts(node), negated);
            case form::known:
                return turned(known(node), negated);
            case form::is_true:
                return turned(around("(", write(node.operands[0]), ") IS TRUE", binding::comparison),
                              negated);
            case form::children:
                break;
        }
        found_.refuse("T7021", "it asks about the records of an account", plan_.aggregates[node.aggregate].at,
                      "an aggregate", "compute it as a column of the table, and declare a field for it");
        return atom("NULL");
    }

    [[nodiscard]] std::vector<std::string> const& guards() const { return numbers_.guards(); }

private:
    using form = condition_node::form;

    [[nodiscard]] static piece turned(piece what, bool negated) {
        return negated ? around("NOT (", std::move(what), ")", binding::negation) : what;
    }

    [[nodiscard]] piece join(condition_node const& node) {
        std::vector<piece> parts;
        for (auto const operand : node.operands) parts.push_back(write(operand));
        return joined(std::move(parts), node.what == form::all_of);
    }

    [[nodiscard]] piece known(condition_node const& node) {
        if (node.left != no_node) return numbers_.known(node.left);
        return around("(", write(node.operands[0]), ") IS NOT NULL", binding::comparison);
    }

    [[nodiscard]] piece texts(condition_node const& node) {
        auto const column = [&](std::size_t use) {
            return sql_column(fields_[plan_.account.uses[use].field]);
        };
        bool const is_ordered = node.op != comparison::equal && node.op != comparison::not_equal;
        bool const in_bytes = is_ordered && dialect_ == sql_dialect::postgresql;
        return atom(column(node.use) + (in_bytes ? " COLLATE \"C\"" : "") + std::string(sql_sign(node.op)) +
                        column(node.test),
                    binding::comparison);
    }

    plan const& plan_;
    std::vector<field> const& fields_;
    sql_dialect dialect_;
    findings& found_;
    number_words numbers_;
};

/// Fields of the account that a condition reads.
class field_finder {
public:
    explicit field_finder(space const& of) : of_(of) {}

    [[nodiscard]] std::set<std::size_t> read_by(node_index condition) && {
        visit_condition(condition);
        return std::move(found_);
    }

private:
    void visit_condition(node_index index) {
        if (!conditions_.insert(index).second) return;
        auto const& node = of_.conditions[static_cast<std::size_t>(index)];
        bool const compares_texts = node.what == condition_node::form::compare_texts;
        if (node.what == condition_node::form::test || compares_texts)
            found_.insert(of_.uses[node.use].field);
        if (compares_texts) found_.insert(of_.uses[node.test].field);
        for (auto const operand : node.operands) visit_condition(operand);
        visit_number(node.left);
        visit_number(node.right);
    }

    void visit_number(node_index index) {
        if (index == no_node || !numbers_.insert(index).second) return;
        auto const& node = of_.numbers[static_cast<std::size_t>(index)];
        if (node.what == number_node::form::field) found_.insert(of_.uses[node.use].field);
        visit_number(node.left);
        visit_number(node.right);
        if (node.condition != no_node) visit_condition(node.condition);
    }

    space const& of_;
    std::set<std::size_t> found_;
    std::set<node_index> conditions_, numbers_;
};

}  // namespace tramo::exporting
