// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads a feed of actions block by block: whose each row is, of which kind, when; what cannot be read is set
// apart with its reason.
#pragma once

#include <span>

#include <tramo/impl/policy/action_cases.ipp>
#include <tramo/impl/policy/action_codes.ipp>
#include <tramo/impl/policy/action_feed_checker.ipp>
#include <tramo/impl/run/compare_ids.ipp>
#include <tramo/values/unicode.hpp>

namespace tramo::acting {

inline constexpr std::size_t most_action_errors = 100'000;
inline constexpr std::int64_t micros_of_day = 86'400'000'000;

/// Rows set apart, in the order of the feed.
struct action_errors {
    std::vector<data_error> all;
    std::int64_t not_listed = 0;

    void add(data_error what) {
        if (all.size() < most_action_errors)
            all.push_back(std::move(what));
        else
            ++not_listed;
    }
};

/// A feed and the columns of it that are read.
class action_feed : public actions::id_order {
public:
    action_feed(program const& policy, table const& feed)
        : policy_(policy),
          feed_(feed),
          rows_(feed),
          account_(running::column_of(feed, policy.actions.account)),
          happened_(running::column_of(feed, policy.actions.happened)),
          ids_(running::column_of(feed, policy.actions.id)),
          agents_(running::column_of(feed, policy.actions.agent)) {
        for (auto const& one : policy.actions.code) codes_.push_back(running::column_of(feed, one));
    }

    [[nodiscard]] std::int64_t rows() const { return rows_.total(); }
    [[nodiscard]] std::vector<running::feed_column> const& codes() const { return codes_; }
    [[nodiscard]] table const& data() const { return feed_; }
    [[nodiscard]] running::feed_column const& account() const { return account_; }
    [[nodiscard]] running::feed_column const& happened() const { return happened_; }
    [[nodiscard]] running::feed_column const& agents() const { return agents_; }
    [[nodiscard]] bool has_agents() const { return agents_.is_there(); }

    /// Without ids rows go by their number.
    [[nodiscard]] bool is_smaller(std::uint32_t a, std::uint32_t b) const override {
        if (!ids_.is_there()) return a < b;
        return running::compare_ids(id(a), id(b)) < 0;
    }
    [[nodiscard]] std::string id(std::uint32_t row) const {
        return ids_.is_there() ? running::text_of_row(ids_, rows_, row) : std::to_string(row);
    }
    [[nodiscard]] std::string agent(std::uint32_t row) const {
        return running::text_of_row(agents_, rows_, row);
    }
    [[nodiscard]] data_error error(std::int64_t row, running::feed_column const& at,
                                   fault_reason reason) const {
        return {row,     running::text_of_row(account_, rows_, row),
                at.name, running::cell_of(at, rows_, row),
                reason,  {}};
    }
    [[nodiscard]] std::string const& zone() const { return policy_.zone; }

private:
    program const& policy_;
    table const& feed_;
    running::feed_rows rows_;
    running::feed_column account_, happened_, ids_, agents_;
    std::vector<running::feed_column> codes_;
};

/// Rows of a block as the search for the best takes them.
struct action_block {
    std::uint32_t first_row = 0;
    std::vector<std::uint32_t> cases;
    std::vector<std::uint16_t> kinds;
    std::span<std::int64_t const> moments;
};

/// Which actions reports count: the rule of `actions::best_finder`, for the few rows whose code is unknown.
struct counted_rows {
    std::int64_t window_begin, before;  ///< micros
    case_facts const& facts;

    [[nodiscard]] bool count(std::uint32_t unit, std::uint16_t kind, std::int64_t moment) const {
        if (unit >= actions::excluded_case || kind == actions::no_kind) return false;
        if (!facts.groups.empty() && facts.groups[unit] >= actions::apart_group) return false;
        auto const begin =
            facts.since.empty() ? window_begin : std::max(window_begin, facts.since[unit] * micros_of_day);
        return moment >= begin && moment < before;
    }
};

/// Whose actions are read, and which.
struct action_reading {
    account_index const* known = nullptr;  ///< cases that there are …
    account_index* growing = nullptr;      ///< … or those that the feed tells of, to be added here
    std::vector<std::uint16_t> const* palette_of_case = nullptr;  ///< null: the first is everybody's
    std::optional<std::string> agent;                             ///< as `fold_name` has it; none: all
    std::optional<counted_rows> counted;  ///< none: codes that no palette knows are not asked for
};

class action_reader {
public:
    action_reader(action_feed const& feed, actions::palette_set const& palettes,
                  actions::kind_finder const& finder, action_reading const& how)
        : feed_(feed), how_(how), codes_(palettes, finder, feed.codes()), agents_(agent_texts_) {}

    /// Calls `take(block)` for block after block.
    template <class Take>
    void read(Take take) {
        std::int64_t first = 0;
        for (std::size_t i = 0; i < feed_.data().batches.size(); ++i) {
            auto const& part = feed_.data().batches[i];
            begin(i);
            for (std::int64_t at = 0; at < part.rows; at += block_rows) {
                auto const count = static_cast<std::size_t>(std::min(block_rows, part.rows - at));
                block_.first_row = static_cast<std::uint32_t>(first + at);
                read_units(i, at, count);
                codes_.read(
                    at, count, [&](std::size_t row) { return palette_of(row); }, block_.kinds.data());
                read_moments(at, count);
                if (how_.agent) leave_other_agents(at, count);
                note_faults(i, at);
                codes_.count_others([&](std::size_t row) { return counts(row); });
                take(block_);
            }
            first += part.rows;
        }
    }

    action_errors errors;
    [[nodiscard]] other_list others() const { return codes_.others(); }

private:
    static constexpr std::int64_t block_rows = 16'384;

    void begin(std::size_t batch) {
        codes_.begin(batch);
        agents_.begin(feed_.agents().parts[batch]);
        batch_units_.clear();
        auto const* const keys = feed_.account().parts[batch];
        if (keys != nullptr && keys->physical == layout::dictionary) {  // its entries are looked up once
            batch_units_.resize(static_cast<std::size_t>(keys->length));
            find_units(*keys, batch_units_.data());
        }
        moments_.reset();
        if (auto const* const part = feed_.happened().parts[batch])
            moments_.emplace(moment_, *part, feed_.zone());
    }

    [[nodiscard]] std::int64_t row_of(std::size_t i) const {
        return std::int64_t{block_.first_row} + static_cast<std::int64_t>(i);
    }

    void read_units(std::size_t batch, std::int64_t at, std::size_t count) {
        block_.cases.resize(count);
        block_.kinds.resize(count);
        auto const* const part = feed_.account().parts[batch];
        if (part == nullptr) {
            std::fill(block_.cases.begin(), block_.cases.end(), no_unit);
        } else if (!batch_units_.empty()) {
            std::copy_n(batch_units_.begin() + at, count, block_.cases.begin());
        } else {
            auto keys = *part;
            keys.offset += at;
            keys.length = static_cast<std::int64_t>(count);
            find_units(keys, block_.cases.data());
        }
        nobodys_.clear();
        for (std::size_t i = 0; i < count; ++i)
            if (block_.cases[i] == no_unit) nobodys_.push_back(i);
    }

    void find_units(column const& keys, std::uint32_t* units) {
        if (how_.growing != nullptr)
            how_.growing->add(keys, keys.length, units);
        else
            how_.known->find(keys, keys.length, units);
    }

    [[nodiscard]] std::size_t palette_of(std::size_t i) const {
        if (how_.palette_of_case == nullptr || block_.cases[i] == no_unit) return 0;
        return (*how_.palette_of_case)[block_.cases[i]];
    }

    /// What keeps a row from being counted: the first of these that is true of it.
    enum class obstacle { no_key, no_code, no_moment, unknown_case };
    struct row_fault {
        std::size_t row = 0;  ///< of the block
        obstacle what = obstacle::no_key;
        fault_reason reason = fault_reason::missing;
    };

    /// Sets apart what cannot be read, and tells each row once, in their order.
    void note_faults(std::size_t batch, std::int64_t at) {
        auto const* const keys = feed_.account().parts[batch];
        for (auto const i : nobodys_) {
            bool const has_key =
                keys != nullptr && !running::text_of_cell(*keys, at + static_cast<std::int64_t>(i)).empty();
            faults_.push_back(has_key ? row_fault{i, obstacle::unknown_case, fault_reason::unknown_account}
                                      : row_fault{i, obstacle::no_key, fault_reason::missing});
        }
        for (std::size_t i = 0; i < block_.kinds.size(); ++i)
            if (block_.kinds[i] == actions::no_kind)
                faults_.push_back({i, obstacle::no_code, fault_reason::missing});
        if (faults_.empty()) return;
        std::sort(faults_.begin(), faults_.end(), [](row_fault const& a, row_fault const& b) {
            return a.row != b.row ? a.row < b.row : a.what < b.what;
        });
        for (std::size_t k = 0; k < faults_.size(); ++k)
            if (k == 0 || faults_[k].row != faults_[k - 1].row) note(faults_[k]);
        faults_.clear();
    }

    void note(row_fault const& one) {
        bool const is_of_case = one.what == obstacle::no_key || one.what == obstacle::unknown_case;
        auto const& at = is_of_case                      ? feed_.account()
                         : one.what == obstacle::no_code ? feed_.codes().front()
                                                         : feed_.happened();
        errors.add(feed_.error(row_of(one.row), at, one.reason));
        if (one.what != obstacle::unknown_case) block_.kinds[one.row] = actions::no_kind;
    }

    void read_moments(std::int64_t at, std::size_t count) {
        if (!moments_) {
            read_.narrow.assign(count, 0);
            for (std::size_t i = 0; i < count; ++i)
                faults_.push_back({i, obstacle::no_moment, fault_reason::missing});
        } else {
            moments_->read(at, count, read_);
            for (auto const& one : read_.faults)
                faults_.push_back({static_cast<std::size_t>(one.row - at), obstacle::no_moment, one.reason});
        }
        block_.moments = {read_.narrow.data(), count};
    }

    /// Whether a report counts the row of the block.
    [[nodiscard]] bool counts(std::size_t i) const {
        return how_.counted && how_.counted->count(block_.cases[i], block_.kinds[i], block_.moments[i]);
    }

    void leave_other_agents(std::int64_t at, std::size_t count) {
        agents_.read(at, count, [&](std::size_t i, std::uint32_t number) {
            if (!is_asked(number) && block_.cases[i] != no_unit) block_.cases[i] = actions::excluded_case;
        });
    }

    [[nodiscard]] bool is_asked(std::uint32_t agent) {
        if (agent == met_texts::none) return false;
        if (agent == met_texts::passing) return is_asked(agent_texts_.text(agent));
        while (asked_.size() <= agent)
            asked_.push_back(is_asked(agent_texts_.text(static_cast<std::uint32_t>(asked_.size()))));
        return asked_[agent];
    }
    [[nodiscard]] bool is_asked(std::string const& agent) const {
        auto const name = fold_name(agent);
        return !name.empty() && name == *how_.agent;
    }

    action_feed const& feed_;
    action_reading const& how_;
    code_reader codes_;
    met_texts agent_texts_;
    text_numbers agents_;
    field const moment_ = running::feed_checker::moment();
    std::optional<column_reader> moments_;
    block read_;
    action_block block_;
    std::vector<std::uint32_t> batch_units_;  ///< of a batch whose keys are a dictionary
    std::vector<bool> asked_;                 ///< by number of an agent's name
    std::vector<std::size_t> nobodys_;        ///< rows of the block without a case
    std::vector<row_fault> faults_;           ///< of the block
};

}  // namespace tramo::acting
