// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Runs the conditions of one space over a block of rows: two bitmaps a condition, the rows where it surely
// holds and those where it may. A condition that is never unknown has one.
#pragma once

#include <deque>

#include <tramo/impl/run/direct_field.ipp>
#include <tramo/impl/run/kernels_chosen.ipp>
#include <tramo/impl/run/numbers.ipp>
#include <tramo/impl/run/sides.ipp>

namespace tramo::running {

/// The two bitmaps of a condition; `maybe` is the same as `sure` where it is certain.
struct truth {
    std::uint64_t const* sure = nullptr;
    std::uint64_t const* maybe = nullptr;
};

/// Answers for aggregates over children, given by whoever holds the children.
class child_source {
public:
    virtual ~child_source() = default;
    virtual void number(std::size_t aggregate, std::size_t padded, number_vector& out) = 0;
    virtual void truth_of(std::size_t aggregate, std::size_t padded, std::uint64_t* sure,
                          std::uint64_t* maybe) = 0;
};

/// How a space is run; the result is the same.
struct running_choice {
    bool all_nodes = false;  ///< nodes that only explanations need are run too
    bool directly = true;    ///< fields that are only tested need not be decoded
    kernels::kernel_set const* kernels = &kernels::chosen(instructions::best);
    std::vector<std::uint8_t> sides;  ///< by condition, see sides.ipp; empty: both of all that are needed
};

class space_runner {
public:
    /// `data` may lack columns of optional fields.
    space_runner(space const& what, std::vector<field> const& fields, batch const& data,
                 std::string_view zone, running_choice how)
        : space_(what), how_(std::move(how)), numbers_(what.numbers.size()) {
        use_of_field_.assign(fields.size(), no_use);
        for (std::size_t i = 0; i < what.uses.size(); ++i) use_of_field_[what.uses[i].field] = i;
        for (auto const& field : fields) columns_.emplace_back(field, find_column(data, field.name), zone);
        bins_.resize(what.uses.size());
        find_decoded_fields();
        if (data.rows >= fewest_direct_rows && how_.directly) add_direct_fields(fields, data, zone);
        if (how_.sides.empty()) find_sides();
    }

    /// Reads and computes rows [begin, begin + count).
    void run(std::int64_t begin, std::size_t count, child_source* children) {
        count_ = count;
        padded_ = padded_rows(count);
        words_ = padded_ / 64;
        sure_.resize(std::max(sure_.size(), space_.conditions.size() * words_));
        maybe_.resize(std::max(maybe_.size(), space_.conditions.size() * words_));
        arithmetic_.clear();
        for (std::size_t i = 0; i < columns_.size(); ++i) read(i, begin, count);
        conditions_done_ = 0;
        compute_numbers(children);
        compute_conditions(space_.conditions.size(), children);
    }

    [[nodiscard]] truth condition(node_index node) const {
        auto const at = static_cast<std::size_t>(node);
        auto const* const sure = sure_.data() + at * words_;
        return {sure, space_.conditions[at].is_certain ? sure : maybe_.data() + at * words_};
    }
    [[nodiscard]] number_vector const& number(node_index node) const {
        return numbers_[static_cast<std::size_t>(node)];
    }
    [[nodiscard]] std::deque<field_column> const& columns() const { return columns_; }
    [[nodiscard]] std::vector<arithmetic_fault> const& arithmetic_faults() const { return arithmetic_; }
    [[nodiscard]] std::size_t word_count() const { return words_; }
    /// For a field that a plan sums but does not compute with: keep its exact values.
    void keep_exact(std::size_t field) { is_decoded_[field] = exact_[field] = true; }

private:
    static constexpr auto no_use = static_cast<std::size_t>(-1);
    using form = condition_node::form;

    /// Fewer rows are read before direct fields have laid out their tables.
    static constexpr std::int64_t fewest_direct_rows = 64;

    void find_decoded_fields() {
        exact_.assign(columns_.size(), false);
        for (std::size_t i = 0; i < space_.numbers.size(); ++i) {
            auto const& node = space_.numbers[i];
            bool const runs = how_.all_nodes || space_.needed_numbers[i];
            if (runs && node.what == number_node::form::field) exact_[space_.uses[node.use].field] = true;
        }
        is_decoded_ = exact_;
        for (auto const& node : space_.conditions)
            if (node.what == form::compare_texts)
                for (auto const use : {node.use, node.test}) is_decoded_[space_.uses[use].field] = true;
    }

    void add_direct_fields(std::vector<field> const& fields, batch const& data, std::string_view zone) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            auto const* const use = use_of_field_[i] == no_use ? nullptr : &space_.uses[use_of_field_[i]];
            direct_.emplace_back(fields[i], find_column(data, fields[i].name), use, zone, *how_.kernels);
        }
    }

    void find_sides() {
        for (std::size_t i = 0; i < space_.conditions.size(); ++i)
            how_.sides.push_back(how_.all_nodes || space_.needed_conditions[i] ? both_sides : 0);
    }

    void read(std::size_t field, std::int64_t begin, std::size_t count) {
        if (!direct_.empty() && !is_decoded_[field] && direct_[field].take(begin, count))
            return columns_[field].skip();
        columns_[field].read(begin, count, !exact_[field]);
        auto const use = use_of_field_[field];
        if (use == no_use || space_.uses[use].tests.empty()) return;
        if (!bins_[use]) bins_[use].emplace(space_.uses[use], columns_[field].of(), *how_.kernels);
        bins_[use]->bin(columns_[field].values(), padded_);
    }

    [[nodiscard]] direct_field* direct_of(std::size_t use) {
        auto const field = space_.uses[use].field;
        bool const is_direct = !direct_.empty() && !is_decoded_[field] && direct_[field].is_taken();
        return is_direct ? &direct_[field] : nullptr;
    }

    [[nodiscard]] block const& values_of(std::size_t use) const {
        return columns_[space_.uses[use].field].values();
    }

    /// Those before `end` that have not been computed yet.
    void compute_conditions(std::size_t end, child_source* children) {
        for (; conditions_done_ < end; ++conditions_done_)
            if (how_.sides[conditions_done_] != 0) compute(conditions_done_, children);
    }

    /// Nodes of both kinds are in the order they were made in: a condition that a number asks for needs only
    /// numbers before that one, and so do all conditions before it.
    void hold_under(number_node const& node, number_vector& out, child_source* children) {
        compute_conditions(static_cast<std::size_t>(node.condition) + 1, children);
        auto const* const sure = condition(node.condition).sure;
        out = number(node.left);
        for (std::size_t i = 0; i < words_; ++i) out.known[i] &= sure[i];
    }

    void compute_numbers(child_source* children) {
        number_computer computer(numbers_, arithmetic_, count_);
        for (std::size_t i = 0; i < space_.numbers.size(); ++i) {
            if (!how_.all_nodes && !space_.needed_numbers[i]) continue;
            auto const& node = space_.numbers[i];
            if (node.what == number_node::form::field)
                load_field(values_of(node.use), columns_[space_.uses[node.use].field].of().type, padded_,
                           numbers_[i]);
            else if (node.what == number_node::form::aggregate)
                children->number(node.aggregate, padded_, numbers_[i]);
            else if (node.what == number_node::form::when)
                hold_under(node, numbers_[i], children);
            else
                computer.compute(node, numbers_[i]);
        }
    }

    void compute(std::size_t index, child_source* children) {
        auto const& node = space_.conditions[index];
        auto* const sure = sure_.data() + index * words_;
        auto* const maybe = maybe_.data() + index * words_;
        switch (node.what) {
            case form::constant:
                std::fill_n(sure, words_, node.is_true ? ~std::uint64_t{0} : 0);
                std::fill_n(maybe, words_, node.is_true || node.is_unknown_constant ? ~std::uint64_t{0} : 0);
                return;
            case form::test:
                return test(node, !node.is_certain && (how_.sides[index] & maybe_side) != 0, sure, maybe);
            case form::compare:
                return compare(node, sure, maybe);
            case form::compare_texts:
                return compare_texts(node, sure, maybe);
            case form::known:
                return known(node, sure);
            case form::is_true:
                std::copy_n(condition(node.operands[0]).sure, words_, sure);
                return;
            case form::negation:
                return negate(node, how_.sides[index], sure, maybe);
            case form::children:
                return children->truth_of(node.aggregate, padded_, sure, maybe);
            case form::all_of:
                return join(node, how_.kernels->all_of, how_.sides[index], sure, maybe);
            case form::any_of:
                return join(node, how_.kernels->any_of, how_.sides[index], sure, maybe);
        }
    }

    void test(condition_node const& node, bool with_maybe, std::uint64_t* sure, std::uint64_t* maybe) {
        auto* const direct = direct_of(node.use);
        if (direct != nullptr)
            direct->answer(node.test, words_, sure);
        else
            bins_[node.use]->answer(node.test, values_of(node.use), padded_, sure);
        if (!with_maybe) return;
        auto const* const known = direct != nullptr ? direct->known() : values_of(node.use).known.data();
        for (std::size_t i = 0; i < words_; ++i) maybe[i] = known == nullptr ? sure[i] : sure[i] | ~known[i];
    }

    void compare(condition_node const& node, std::uint64_t* sure, std::uint64_t* maybe) const {
        auto const& left = number(node.left);
        auto const& right = number(node.right);
        for (std::size_t word = 0; word < words_; ++word) {
            auto const both = left.known[word] & right.known[word];
            std::uint64_t bits = 0;
            for (auto rest = both; rest != 0; rest &= rest - 1) {
                auto const bit = static_cast<unsigned>(std::countr_zero(rest));
                auto const order = left.values[word * 64 + bit] <=> right.values[word * 64 + bit];
                int const sign = order < 0 ? -1 : order > 0 ? 1 : 0;
                bits |= static_cast<std::uint64_t>(compares(sign, node.op)) << bit;
            }
            sure[word] = bits;
            maybe[word] = bits | ~both;
        }
    }

    void compare_texts(condition_node const& node, std::uint64_t* sure, std::uint64_t* maybe) const {
        auto const& left = values_of(node.use);
        auto const& right = values_of(node.test);
        for (std::size_t word = 0; word < words_; ++word) {
            auto const both = left.known[word] & right.known[word];
            std::uint64_t bits = 0;
            for (auto rest = both; rest != 0; rest &= rest - 1) {
                auto const bit = static_cast<unsigned>(std::countr_zero(rest));
                auto const order = left.texts[word * 64 + bit].compare(right.texts[word * 64 + bit]);
                bits |= static_cast<std::uint64_t>(compares(order, node.op)) << bit;
            }
            sure[word] = bits;
            if (!node.is_certain) maybe[word] = bits | ~both;
        }
    }

    void known(condition_node const& node, std::uint64_t* sure) const {
        if (node.left != no_node) {
            std::copy_n(number(node.left).known.begin(), words_, sure);
            return;
        }
        auto const of = condition(node.operands[0]);
        for (std::size_t i = 0; i < words_; ++i) sure[i] = of.sure[i] | ~of.maybe[i];
    }

    void negate(condition_node const& node, std::uint8_t sides, std::uint64_t* sure,
                std::uint64_t* maybe) const {
        auto const of = condition(node.operands[0]);
        if ((sides & sure_side) != 0)
            for (std::size_t i = 0; i < words_; ++i) sure[i] = ~of.maybe[i];
        if (node.is_certain || (sides & maybe_side) == 0) return;
        for (std::size_t i = 0; i < words_; ++i) maybe[i] = ~of.sure[i];
    }

    void join(condition_node const& node, decltype(kernels::kernel_set::all_of) with, std::uint8_t sides,
              std::uint64_t* sure, std::uint64_t* maybe) {
        if ((sides & sure_side) != 0) join_side(node, with, &truth::sure, sure);
        if (!node.is_certain && (sides & maybe_side) != 0) join_side(node, with, &truth::maybe, maybe);
    }

    void join_side(condition_node const& node, decltype(kernels::kernel_set::all_of) with,
                   std::uint64_t const* truth::*side, std::uint64_t* out) {
        joined_.clear();
        for (auto const operand : node.operands) joined_.push_back(condition(operand).*side);
        with(joined_.data(), joined_.size(), words_, out);
    }

    space const& space_;
    running_choice how_;
    std::vector<std::size_t> use_of_field_;
    std::deque<field_column> columns_;            ///< one for each declared field
    std::deque<direct_field> direct_;             ///< likewise; none where there are few rows
    std::deque<std::optional<field_bins>> bins_;  ///< one for each use, made when it is needed
    std::vector<bool> exact_;                     ///< fields whose values are computed with
    std::vector<bool> is_decoded_;                ///< fields whose values are looked at
    std::vector<std::uint64_t const*> joined_;
    std::vector<number_vector> numbers_;
    std::vector<arithmetic_fault> arithmetic_;
    words sure_, maybe_;
    std::size_t count_ = 0, padded_ = 0, words_ = 0;
    std::size_t conditions_done_ = 0;  ///< of this block
};

}  // namespace tramo::running
