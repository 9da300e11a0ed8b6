// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Rows of cells along axes, as matrices of discounts and tables of parameters have them: each row one
// condition.
#pragma once

#include <tramo/impl/check/offer_constants.ipp>

namespace tramo::checking {

/// What stands along the axes, and the codes under which its rows are refused.
struct drawn_up {
    std::string noun;  ///< "matrix"
    char const* wrong_kind = "";
    char const* wrong_count = "";
};

/// What the cells of a row admit, and all of them as a condition; invalid where a mistake was reported.
struct admitted_row {
    std::vector<discount_cell> cells;
    typed_expression condition;
};

class row_reader {
public:
    row_reader(workspace& work, drawn_up of) : work_(work), constants_(work), of_(std::move(of)) {}

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
    void refuse_second(discount_axis const& added, std::vector<discount_axis> const& axes) {
        auto const first =
            std::find_if(axes.begin(), axes.end(), [&](auto const& one) { return one.name == added.name; });
        if (first == axes.end()) return;
        auto twice = problem("T1019", "the " + of_.noun + " is by " + backquoted(added.name) + " twice",
                             added.at, "again here", {"leave one of them out, with its cells"});
        twice.labels.push_back({first->at, "first said here"});
        work_.report(std::move(twice));
    }

    /// Whether a row has a cell for each axis; with a diagnostic where it has not.
    bool has_all_cells(std::size_t count, std::size_t due, span at, span head_at) {
        if (count == due) return true;
        auto const cells = [](std::size_t number) {
            return std::to_string(number) + (number == 1 ? " cell" : " cells");
        };
        auto what = problem(
            of_.wrong_count,
            "the row has " + cells(count) + ", and the " + of_.noun + " is by " + std::to_string(due), at,
            cells(due) + (due == 1 ? " is due" : " are due"), {"write * for a cell that admits everything"});
        what.labels.push_back({head_at, "the " + of_.noun});
        work_.report(std::move(what));
        return false;
    }

    /// `is_sound` says of each axis whether its cells can be looked at. Requires a cell for each axis.
    [[nodiscard]] admitted_row read(std::vector<ast::matrix_cell> const& written,
                                    std::vector<ast::matrix_axis> const& named_by,
                                    std::vector<discount_axis> const& axes, std::vector<bool> const& is_sound,
                                    span at) {
        admitted_row row;
        bool sound = true;
        std::vector<ast::expression> parts;
        std::vector<std::size_t> owners;  ///< of each part its axis
        for (std::size_t i = 0; i < axes.size(); ++i) {
            row.cells.push_back(plain(written[i]));
            bool const suits = is_sound[i] && fits(written[i], axes[i]);
            sound = sound && suits;
            if (!sound || written[i].is_all || axes[i].is_role) continue;
            parts.push_back(asked(written[i], named_by[i].name));
            owners.push_back(i);
        }
        if (!sound) return row;
        auto const count = parts.size();
        row.condition = expression_checker(work_).condition(joined(std::move(parts), at));
        for (std::size_t i = 0; i < count && !is_invalid(row.condition); ++i)
            note(count == 1 ? row.condition : row.condition.operands[i], row.cells[owners[i]]);
        return row;
    }

private:
    [[nodiscard]] static discount_cell plain(ast::matrix_cell const& written) {
        discount_cell cell;
        cell.is_all = written.is_all;
        cell.half_open = written.half_open;
        cell.truth = written.truth;
        for (auto const& one : written.texts) cell.texts.push_back(one.text);
        return cell;
    }

    /// Whether a cell is of the form its axis asks for; with a diagnostic where it is not.
    bool fits(ast::matrix_cell const& written, discount_axis const& axis) {
        bool const is_text = axis.is_role || axis.type.kind == kind::enumeration;
        bool const is_truth = !is_text && axis.type.kind == kind::boolean;
        if (axis.is_role)
            for (auto const& one : written.texts) constants_.refuse_blank(one, "role");
        bool const suits = written.is_all || (is_text    ? !written.texts.empty()
                                              : is_truth ? written.truth.has_value()
                                                         : written.from || written.until);
        if (suits) return true;
        auto const truths = work_.word(keyword::true_) + ", " + work_.word(keyword::false_);
        work_.report(problem(of_.wrong_kind, "this is no cell of " + backquoted(axis.name), written.at,
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
    drawn_up of_;
};

}  // namespace tramo::checking
