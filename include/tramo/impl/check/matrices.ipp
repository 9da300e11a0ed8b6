// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables of discounts: what their axes are, and each row as one condition on the account.
#pragma once

#include <tramo/impl/check/offer_constants.ipp>

namespace tramo::checking {

class matrix_reader {
public:
    explicit matrix_reader(workspace& work) : work_(work), constants_(work) {}

    [[nodiscard]] discount_matrix read(ast::matrix_declaration const& written) {
        out_.name = written.name.text;
        if (written.label) out_.label = written.label->text;
        out_.at = written.head_at;
        for (auto const& one : written.axes) add_axis(one);
        for (auto const& one : written.rows) add_row(one, written);
        if (written.rows.empty() && work_.broken.empty())
            work_.report(problem("T4032", "matrix " + backquoted(out_.name) + " has no row", out_.at,
                                 "no discount for anybody",
                                 {"add one: " + work_.word(keyword::row) + " * => 10%"}));
        return std::move(out_);
    }

private:
    [[nodiscard]] static bool has_order(kind what) {
        return is_number(what) || what == kind::money || what == kind::percent;
    }

    [[nodiscard]] static ast::expression named(ast::name const& name) {
        ast::expression written;
        written.kind = ast::node::name;
        written.text = name.text;
        written.at = name.at;
        written.op_at = name.at;
        return written;
    }

    /// Two axes of one name would ask the same twice.
    void refuse_second(discount_axis const& added) {
        auto const first = std::find_if(out_.axes.begin(), out_.axes.end(),
                                        [&](auto const& one) { return one.name == added.name; });
        if (first == out_.axes.end()) return;
        auto twice = problem("T1019", "the matrix is by " + backquoted(added.name) + " twice", added.at,
                             "again here", {"leave one of them out, with its cells"});
        twice.labels.push_back({first->at, "first said here"});
        work_.report(std::move(twice));
    }

    void add_axis(ast::matrix_axis const& written) {
        discount_axis added;
        added.name = written.is_role ? work_.word(keyword::role) : written.name.text;
        added.is_role = written.is_role;
        added.is_rising = written.is_rising;
        added.at = written.at;
        auto const seen =
            written.is_role ? typed_expression() : expression_checker(work_).value_of(named(written.name));
        added.type = seen.type;
        is_sound_.push_back(written.is_role || (!is_invalid(seen) && is_axis(seen)));
        refuse_second(added);
        out_.axes.push_back(added);
        if (!written.is_rising || !is_sound_.back() || (!written.is_role && has_order(seen.type.kind)))
            return;
        work_.report(problem("T2040", backquoted(added.name) + " does not rise", written.at,
                             written.is_role ? "roles have no order" : describe(seen.type),
                             {"take " + backquoted(work_.word(keyword::rising)) + " off"}));
    }

    bool is_axis(typed_expression const& seen) {
        bool const suits = has_order(seen.type.kind) || seen.type.kind == kind::boolean ||
                           (seen.type.kind == kind::enumeration && !seen.type.is_open);
        if (suits && seen.what != operation::parameter) return true;
        bool const is_list = seen.type.kind == kind::enumeration;
        work_.report(problem("T2040", "a matrix cannot be drawn up by this", seen.at,
                             suits     ? "the same for every account"
                             : is_list ? "an open list: not all its values are known"
                                       : origin(seen, work_),
                             {"name a number, an amount, a percentage, a list of values or a segment"}));
        return false;
    }

    void add_row(ast::matrix_row const& written, ast::matrix_declaration const& of) {
        discount_row added;
        added.at = written.at;
        added.share = constants_.share(written.share, work_.word(keyword::discount)).value_or(decimal());
        if (written.cells.size() != of.axes.size()) return refuse_count(written, of);
        bool sound = true;
        std::vector<ast::expression> parts;
        std::vector<std::size_t> owners;  ///< of each part its axis
        for (std::size_t i = 0; i < of.axes.size(); ++i) {
            added.cells.push_back(plain(written.cells[i]));
            bool const suits = is_sound_[i] && fits(written.cells[i], i);
            sound = sound && suits;
            if (!sound || written.cells[i].is_all || of.axes[i].is_role) continue;
            parts.push_back(asked(written.cells[i], of.axes[i].name));
            owners.push_back(i);
        }
        if (sound) {
            auto const count = parts.size();
            added.condition = expression_checker(work_).condition(joined(std::move(parts), written.at));
            for (std::size_t i = 0; i < count && !is_invalid(added.condition); ++i)
                note(count == 1 ? added.condition : added.condition.operands[i], added.cells[owners[i]]);
        }
        out_.rows.push_back(std::move(added));
    }

    void refuse_count(ast::matrix_row const& written, ast::matrix_declaration const& of) {
        auto const cells = [](std::size_t count) {
            return std::to_string(count) + (count == 1 ? " cell" : " cells");
        };
        auto what = problem("T4032",
                            "the row has " + cells(written.cells.size()) + ", and the matrix is by " +
                                std::to_string(of.axes.size()),
                            written.at, cells(of.axes.size()) + " are due",
                            {"write * for a cell that admits everything"});
        if (of.axes.size() == 1) what.labels.front().text = "1 cell is due";
        what.labels.push_back({of.head_at, "the matrix"});
        work_.report(std::move(what));
    }

    [[nodiscard]] static discount_cell plain(ast::matrix_cell const& written) {
        discount_cell cell;
        cell.is_all = written.is_all;
        cell.half_open = written.half_open;
        cell.truth = written.truth;
        for (auto const& one : written.texts) cell.texts.push_back(one.text);
        return cell;
    }

    /// Whether a cell is of the form its axis asks for; with a diagnostic where it is not.
    bool fits(ast::matrix_cell const& written, std::size_t index) {
        auto const& axis = out_.axes[index];
        bool const is_text = axis.is_role || axis.type.kind == kind::enumeration;
        bool const is_truth = !is_text && axis.type.kind == kind::boolean;
        if (axis.is_role)
            for (auto const& one : written.texts) constants_.refuse_blank(one, "role");
        bool const suits = written.is_all || (is_text    ? !written.texts.empty()
                                              : is_truth ? written.truth.has_value()
                                                         : written.from || written.until);
        if (suits) return true;
        auto const truths = work_.word(keyword::true_) + ", " + work_.word(keyword::false_);
        work_.report(problem("T2040", "this is no cell of " + backquoted(axis.name), written.at,
                             axis.is_role ? "a role is due" : describe(axis.type) + " is due",
                             {is_text    ? "write texts in quotes, or *"
                              : is_truth ? "write " + truths + ", or *"
                                         : "write a number, a range such as 0..30, or *"}));
        return false;
    }

    /// What a cell asks of its axis, as one would write it in a segment.
    [[nodiscard]] static ast::expression asked(ast::matrix_cell const& written, ast::name const& axis) {
        ast::expression result;
        result.at = written.at;
        result.op_at = written.at;
        result.height = 3;
        result.operands.push_back(named(axis));
        if (written.truth) {
            if (*written.truth) return named(axis);
            result.kind = ast::node::not_;
        } else if (!written.texts.empty()) {
            result.kind = ast::node::in;
            for (auto const& one : written.texts) result.operands.push_back(text_of(one));
        } else if (written.from && written.until && !is_single(written)) {
            result.kind = ast::node::in;
            result.operands.push_back(range_of(written));
        } else {
            result.kind = ast::node::compare;
            result.op = is_single(written) ? "=" : written.from ? ">=" : written.half_open ? "<" : "<=";
            result.operands.push_back(written.from ? *written.from : *written.until);
        }
        return result;
    }

    [[nodiscard]] static bool is_single(ast::matrix_cell const& written) {
        return written.from && written.until && !written.half_open &&
               ast::same(*written.from, *written.until);
    }

    [[nodiscard]] static ast::expression text_of(ast::text_literal const& written) {
        ast::expression text;
        text.kind = ast::node::text;
        text.text = written.text;
        text.at = written.at;
        return text;
    }

    [[nodiscard]] static ast::expression range_of(ast::matrix_cell const& written) {
        ast::expression range;
        range.kind = ast::node::range;
        range.half_open = written.half_open;
        range.at = written.at;
        range.op_at = written.at;
        range.operands = {*written.from, *written.until};
        range.height = 2;
        return range;
    }

    [[nodiscard]] static ast::expression joined(std::vector<ast::expression> parts, span at) {
        if (parts.size() == 1) return std::move(parts.front());
        ast::expression all;
        all.at = at;
        all.op_at = at;
        all.kind = parts.empty() ? ast::node::truth : ast::node::and_;
        all.is_true = true;
        all.height = 4;
        all.operands = std::move(parts);
        return all;
    }

    /// Takes over into a cell what its condition compares with: values as declared, numbers exact.
    void note(typed_expression const& condition, discount_cell& cell) {
        if (!cell.texts.empty()) {
            for (std::size_t i = 0; i < cell.texts.size(); ++i)
                if (auto const* const text = std::get_if<std::string>(&condition.operands[i + 1].literal))
                    cell.texts[i] = *text;
        } else if (condition.what == operation::in) {
            auto const& range = condition.operands[1];
            cell.from = constants_.constant_of(range.operands[0]);
            cell.until = constants_.constant_of(range.operands[1]);
        } else if (condition.what == operation::compare) {
            auto const bound = constants_.constant_of(condition.operands[1]);
            auto const op = condition.op;
            if (op == comparison::equal || op == comparison::greater_or_equal) cell.from = bound;
            if (op != comparison::greater_or_equal) cell.until = bound;
        }
    }

    workspace& work_;
    offer_constants constants_;
    discount_matrix out_;
    std::vector<bool> is_sound_;  ///< of each axis, whether its cells can be looked at
};

}  // namespace tramo::checking
