// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Effects and their versions: what must, may and must not be done to an account.
#pragma once

#include <tramo/impl/check/effect_members.ipp>

namespace tramo::checking {

class effect_checker {
public:
    explicit effect_checker(workspace& work) : work_(work) {}

    /// An effect, or a version of one: two of a name need a period.
    void declare(ast::effect_declaration const& one) {
        work_.program.reads_as_of = true;
        auto const* const found = work_.symbols.find(one.name.text);
        bool const again = found != nullptr && found->kind == symbol_kind::effect &&
                           (has_dates(one.period) || has_dates(groups_[found->index].front()->period));
        if (again) {
            groups_[found->index].push_back(&one);
            sources_.emplace_back(&one, found->index);
            return;
        }
        symbol const named{symbol_kind::effect, groups_.size(), one.name.at};
        if (!work_.symbols.declare(one.name, named, work_.found)) return;
        sources_.emplace_back(&one, groups_.size());
        groups_.push_back({&one});
    }

    /// After everything that conditions ask for.
    void check() {
        if (sources_.size() > most_effects)
            work_.report(problem("T4017", "a policy has at most 60,000 effects",
                                 sources_[most_effects].first->head_at, "one too many",
                                 {"make several policies of it"}));
        std::vector<std::vector<dated>> versions(groups_.size());
        auto& all = work_.program.treatment.effects;
        for (auto const& [written, group] : sources_) {
            refuse_other_kind(*written, *groups_[group].front());
            all.push_back(effect_reader(work_).read(*written));
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

    /// A version is of the same kind as the first one: what is told of a rule is told by its name.
    void refuse_other_kind(ast::effect_declaration const& one, ast::effect_declaration const& first) {
        if (one.what == first.what) return;
        auto what = problem(
            "T4060", "two versions of " + backquoted(one.name.text) + " are of different kinds", one.head_at,
            backquoted(work_.word(one.what)) + " here", {"give one of them another name"});
        what.labels.push_back({first.head_at, backquoted(work_.word(first.what)) + " here"});
        work_.report(std::move(what));
    }

    /// They are numbered in 16 bits.
    static constexpr std::size_t most_effects = 60'000;

    workspace& work_;
    std::vector<std::vector<ast::effect_declaration const*>> groups_;              ///< versions of each name
    std::vector<std::pair<ast::effect_declaration const*, std::size_t>> sources_;  ///< and their groups
};

}  // namespace tramo::checking
