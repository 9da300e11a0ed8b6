// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// All that a policy says of agreements: names first, then the debt, the matrices, the conditions.
#pragma once

#include <tramo/impl/check/conditions.ipp>
#include <tramo/impl/check/matrices.ipp>

namespace tramo::checking {

class offer_checker {
public:
    explicit offer_checker(workspace& work) : work_(work) {}

    void declare(ast::matrix_declaration const& one) {
        symbol const named{symbol_kind::matrix, matrices_.size(), one.name.at};
        if (work_.symbols.declare(one.name, named, work_.found)) matrices_.push_back(&one);
    }

    /// A condition, or a version of one: two of a name need a period.
    void declare(ast::condition_declaration const& one) {
        auto const* const found = work_.symbols.find(one.name.text);
        bool const again = found != nullptr && found->kind == symbol_kind::condition &&
                           (has_dates(one.period) || has_dates(groups_[found->index].front()->period));
        if (again) {
            groups_[found->index].push_back(&one);
            conditions_.emplace_back(&one, found->index);
            return;
        }
        symbol const named{symbol_kind::condition, groups_.size(), one.name.at};
        if (!work_.symbols.declare(one.name, named, work_.found)) return;
        conditions_.emplace_back(&one, groups_.size());
        groups_.push_back({&one});
    }

    /// After definitions and alerts, which conditions may name.
    void check() {
        for (auto const& one : work_.program.document.declarations)
            if (auto const* const debt = std::get_if<ast::debt_declaration>(&one))
                debt_checker(work_).add(*debt);
        for (auto const* one : matrices_) work_.program.matrices.push_back(matrix_reader(work_).read(*one));
        require_debt();
        std::vector<std::vector<dated>> versions(groups_.size());
        auto& all = work_.program.conditions;
        for (auto const& [written, group] : conditions_) {
            all.push_back(condition_reader(work_, money()).read(*written));
            versions[group].push_back({all.back().period, written->name.at});
        }
        for (std::size_t i = 0; i < groups_.size(); ++i)
            refuse_overlaps(groups_[i].front()->name.text, versions[i], work_);
    }

private:
    struct dated {
        tramo::period period;
        span at;
    };

    [[nodiscard]] data_type money() const {
        if (work_.program.debt) return work_.program.debt->money;
        auto type = type_of(kind::money, minor_units(work_.program.currency).value_or(2));
        type.currency = work_.program.currency;
        return type;
    }

    void require_debt() {
        if (conditions_.empty()) return;
        auto const at = conditions_.front().first->head_at;
        if (conditions_.size() > most_conditions)
            work_.report(problem("T4017", "a policy has at most 60,000 conditions of payment", at,
                                 "the first", {"make several policies of it"}));
        if (work_.program.debt || !work_.broken.empty()) return;
        work_.report(problem("T4028", "conditions of payment need a debt that is paid", at, "of what?",
                             {"say where it stands: " + work_.word(keyword::debt) + " { " +
                              work_.word(keyword::principal) + " balance }"}));
    }

    /// Offers number them in 16 bits.
    static constexpr std::size_t most_conditions = 60'000;

    workspace& work_;
    std::vector<ast::matrix_declaration const*> matrices_;
    std::vector<std::vector<ast::condition_declaration const*>> groups_;  ///< versions of each name
    std::vector<std::pair<ast::condition_declaration const*, std::size_t>> conditions_;  ///< and their groups
};

}  // namespace tramo::checking
