// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Whether two debts get more off than one of both: exact, since between the bounds of three pieces of a table
// the gain is linear in both debts and largest at a corner, and the corners are whole numbers.
#pragma once

#include <array>

#include <tramo/impl/offers/matrix_diagram.ipp>
#include <tramo/impl/offers/wide_number.ipp>

namespace tramo::offers::matrix {

/// Debts from one to another of which one row forgives the same share.
struct piece {
    coordinate first = 0, last = 0;
    std::size_t row = 0;
    decimal share;
};

struct split_debt {
    coordinate a = 0, b = 0;
    piece of_a, of_b, of_both;
};

class splitting_search {
public:
    /// Pieces stand in order and do not meet; debts are above 0.
    explicit splitting_search(std::vector<piece> pieces) : pieces_(std::move(pieces)) {
        // Where all three are in a piece without end, how large they are does not matter: a debt and its
        // double behind the last bound stand for all of them.
        if (pieces_.empty() || pieces_.back().last < open_end()) return;
        coordinate bound = pieces_.back().first;
        for (auto const& each : pieces_)
            if (each.last < open_end()) bound = std::max(bound, each.last);
        pieces_.back().last = std::min(open_end(), bound > open_end() / 4 ? open_end() : 2 * bound + 2);
    }

    [[nodiscard]] std::optional<split_debt> run() {
        for (std::size_t a = 0; a < pieces_.size(); ++a)
            for (std::size_t b = a; b < pieces_.size(); ++b) try_both(pieces_[a], pieces_[b]);
        return best_;
    }

private:
    void try_both(piece const& a, piece const& b) {
        auto const most = a.share < b.share ? b.share : a.share;
        auto const from = std::partition_point(
            pieces_.begin(), pieces_.end(), [&](piece const& each) { return each.last < a.first + b.first; });
        for (auto both = from; both != pieces_.end() && both->first <= a.last + b.last; ++both)
            if (both->share < most) try_corners(a, b, *both);
    }

    /// Where two of a, b and a + b are at a bound.
    void try_corners(piece const& a, piece const& b, piece const& both) {
        for (auto const at : {a.first, a.last}) {
            for (auto const other : {b.first, b.last}) try_debt({at, other, a, b, both});
            for (auto const sum : {both.first, both.last}) try_debt({at, sum - at, a, b, both});
        }
        for (auto const at : {b.first, b.last})
            for (auto const sum : {both.first, both.last}) try_debt({sum - at, at, a, b, both});
    }

    void try_debt(split_debt const& what) {
        auto const is_within = [](coordinate at, piece const& in) { return in.first <= at && at <= in.last; };
        if (!is_within(what.a, what.of_a) || !is_within(what.b, what.of_b) ||
            !is_within(what.a + what.b, what.of_both))
            return;
        auto const size = [](split_debt const& of) { return std::pair(of.a + of.b, of.a); };
        if (best_ && size(*best_) <= size(what)) return;
        auto const off = [](coordinate debt, piece const& by) {
            return wide::rational(wide::to_integer(debt)) * wide::to_rational(by.share);
        };
        if (off(what.a, what.of_a) + off(what.b, what.of_b) > off(what.a + what.b, what.of_both))
            best_ = what;
    }

    std::vector<piece> pieces_;
    std::optional<split_debt> best_;
};

/// The pieces behind a node of the last level; holes are none.
[[nodiscard]] inline std::vector<piece> pieces_of(settlement_matrix const& matrix, node const& of) {
    std::vector<piece> pieces;
    for (auto const& each : of.edges) {
        auto const first = std::max<coordinate>(each.part.first, 1);
        if (each.target == no_row || each.part.last < first) continue;
        auto const& share = matrix.rows[each.target].share;
        pieces.push_back({first, each.part.last, each.target, share});
    }
    return pieces;
}

[[nodiscard]] inline matrix_finding tell(settlement_matrix const& matrix, diagram const& of,
                                         node const& where, split_debt const& what) {
    auto const point = [&](coordinate at) {
        auto path = where.path;
        path.push_back(at);
        return to_point(matrix, of.order(), path);
    };
    auto const shown = [&](coordinate at) {
        return to_shortest_string(decimal(at, matrix.axes[of.order().back()].scale));
    };
    matrix_finding found;
    found.what = matrix_flaw::splitting;
    found.before = point(what.a);
    found.witness = point(what.b);
    found.row_before = what.of_a.row;
    found.row = what.of_b.row;
    found.message = describe(matrix, point(what.a + what.b)) + " gets " + percent(what.of_both.share) +
                    " off; split into " + shown(what.a) + " and " + shown(what.b) +
                    " it gets more: " + percent(what.of_a.share) + " and " + percent(what.of_b.share);
    return found;
}

}  // namespace tramo::offers::matrix
