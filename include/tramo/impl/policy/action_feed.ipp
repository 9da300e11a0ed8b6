// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads a feed of actions block by block: whose each row is, of which kind, when; what cannot be read is set
// apart with its reason.
#pragma once

#include <span>

#include <tramo/impl/policy/action_codes.ipp>
#include <tramo/impl/run/compare_ids.ipp>
#include <tramo/values/unicode.hpp>

namespace tramo::acting {

inline constexpr std::size_t most_action_errors = 100'000;

/// What is wrong with the columns of a feed as a whole.
class action_feed_checker {
public:
    action_feed_checker(program const& policy, table const& feed) : policy_(policy), feed_(feed) {}

    [[nodiscard]] std::vector<diagnostic> check() {
        refuse_repeated_names();
        if (has_no_columns() || !found_.empty()) return std::move(found_);
        auto const& columns = policy_.actions;
        need_key(columns.account);
        for (auto const& one : columns.code) (void)find(one, true);
        if (find(columns.happened, true))
            for (auto const& part : feed_.batches)
                if (auto const* const data = find_column(part, columns.happened))
                    for (auto& one :
                         column_reader::check(running::feed_checker::moment(), *data, policy_.zone))
                        report("T5002", std::move(one.message), std::move(one.help));
        return std::move(found_);
    }

private:
    void report(char const* code, std::string message, std::vector<std::string> help) {
        for (auto const& one : found_)
            if (one.message == message) return;
        found_.push_back({code, severity::error, std::move(message), {}, std::move(help)});
    }

    /// An empty list of rows says nothing of columns.
    [[nodiscard]] bool has_no_columns() const {
        return std::all_of(feed_.batches.begin(), feed_.batches.end(),
                           [](auto const& one) { return one.columns.empty() && one.rows == 0; });
    }

    void refuse_repeated_names() {
        for (auto const& part : feed_.batches)
            for (std::size_t i = 0; i < part.columns.size(); ++i)
                for (std::size_t j = 0; j < i; ++j)
                    if (part.columns[i].name == part.columns[j].name)
                        report("T5006", "the actions have two columns named `" + part.columns[i].name + "`",
                               {"rename one of them"});
    }

    [[nodiscard]] column const* find(std::string const& name, bool is_due) {
        for (auto const& part : feed_.batches)
            if (auto const* const found = find_column(part, name)) return found;
        if (!is_due) return nullptr;
        std::vector<std::string> names, help;
        for (auto const& one : feed_.batches.front().columns) names.push_back(one.name);
        if (auto const near = nearest(name, names); !near.empty())
            help.push_back("did you mean the column `" + std::string(near) + "`?");
        help.push_back("say in the policy which column it is, in an `" +
                       std::string(spelling(keyword::actions, policy_.document.language)) + "` block");
        report("T5004", "the actions have no column `" + name + "`", std::move(help));
        return nullptr;
    }

    void need_key(std::string const& name) {
        auto const* const data = find(name, true);
        if (data == nullptr) return;
        auto const& values =
            data->physical == layout::dictionary && data->dictionary ? *data->dictionary : *data;
        bool const is_key = reading::is_integer_layout(values.physical) ||
                            reading::is_text_layout(values.physical) ||
                            (values.physical == layout::null && values.unsupported.empty());
        if (!is_key)
            report("T5002", "column `" + name + "` holds " + describe(*data) + ", which names no account",
                   {"give text or integers"});
    }

    program const& policy_;
    table const& feed_;
    std::vector<diagnostic> found_;
};

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
          agents_(running::column_of(feed, policy.actions.agent)) {}

    [[nodiscard]] std::int64_t rows() const { return rows_.total(); }
    [[nodiscard]] std::vector<running::feed_column> codes() const {
        std::vector<running::feed_column> all;
        for (auto const& one : policy_.actions.code) all.push_back(running::column_of(feed_, one));
        return all;
    }
    [[nodiscard]] table const& data() const { return feed_; }
    [[nodiscard]] running::feed_column const& account() const { return account_; }
    [[nodiscard]] running::feed_column const& happened() const { return happened_; }
    [[nodiscard]] running::feed_column const& agents() const { return agents_; }
    [[nodiscard]] bool has_agents() const { return agents_.is_there(); }

    /// Without ids rows go by their number.
    [[nodiscard]] bool is_smaller(std::uint32_t a, std::uint32_t b) const override {
        if (!ids_.is_there()) return a < b;
        auto const order = running::compare_ids(id(a), id(b));
        return order != 0 ? order < 0 : a < b;
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
};

/// Rows of a block as the search for the best takes them.
struct action_block {
    std::uint32_t first_row = 0;
    std::vector<std::uint32_t> cases;
    std::vector<std::uint16_t> kinds;
    std::span<std::int64_t const> moments;
};

/// Whose actions are read, and which.
struct action_reading {
    account_index const* known = nullptr;  ///< cases that there are …
    account_index* growing = nullptr;      ///< … or those that the feed tells of, to be added here
    std::vector<std::uint16_t> const* palette_of_case = nullptr;  ///< null: the first is everybody's
    std::string agent;                                            ///< folded; empty: all
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
                if (!how_.agent.empty()) leave_other_agents(at, count);
                note_missing_codes();
                take(block_);
            }
            first += part.rows;
        }
    }

    action_errors errors;
    [[nodiscard]] std::vector<other_code> others() const { return codes_.others(); }

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
        lacking_.clear();
        for (std::size_t i = 0; i < count; ++i)
            if (block_.cases[i] == no_unit) note_lacking(part, at, i);
    }

    void find_units(column const& keys, std::uint32_t* units) {
        if (how_.growing != nullptr)
            how_.growing->add(keys, keys.length, units);
        else
            how_.known->find(keys, keys.length, units);
    }

    /// A row of no case is set apart where its key is missing; else it is of a case that is not known.
    void note_lacking(column const* part, std::int64_t at, std::size_t i) {
        bool const has_key =
            part != nullptr && !running::text_of_cell(*part, at + static_cast<std::int64_t>(i)).empty();
        errors.add(feed_.error(row_of(i), feed_.account(),
                               has_key ? fault_reason::unknown_account : fault_reason::missing));
        if (!has_key) lacking_.push_back(i);
    }

    [[nodiscard]] std::size_t palette_of(std::size_t i) const {
        if (how_.palette_of_case == nullptr || block_.cases[i] == no_unit) return 0;
        return (*how_.palette_of_case)[block_.cases[i]];
    }

    void note_missing_codes() {
        for (std::size_t i = 0; i < block_.kinds.size(); ++i)
            if (block_.kinds[i] == actions::no_kind && !is_apart_[i]) {
                auto const codes = feed_.codes();
                errors.add(feed_.error(row_of(i), codes.front(), fault_reason::missing));
            }
        for (auto const i : lacking_) block_.kinds[i] = actions::no_kind;
    }

    /// Sets apart what has no moment.
    void read_moments(std::int64_t at, std::size_t count) {
        is_apart_.assign(count, false);
        if (!moments_) {
            read_.narrow.assign(count, 0);
            block_.moments = {read_.narrow.data(), count};
            for (std::size_t i = 0; i < count; ++i) set_apart(i, fault_reason::missing);
            return;
        }
        moments_->read(at, count, read_);
        block_.moments = {read_.narrow.data(), count};
        for (auto const& one : read_.faults) set_apart(static_cast<std::size_t>(one.row - at), one.reason);
    }

    void set_apart(std::size_t i, fault_reason reason) {
        errors.add(feed_.error(row_of(i), feed_.happened(), reason));
        block_.kinds[i] = actions::no_kind;
        is_apart_[i] = true;
    }

    void leave_other_agents(std::int64_t at, std::size_t count) {
        agents_.read(at, count, [&](std::size_t i, std::uint32_t number) {
            if (!is_asked(number) && block_.cases[i] != no_unit) block_.cases[i] = actions::excluded_case;
        });
    }

    [[nodiscard]] bool is_asked(std::uint32_t agent) {
        if (agent == met_texts::none) return false;
        if (agent == met_texts::passing) return fold(agent_texts_.text(agent)) == how_.agent;
        while (asked_.size() <= agent)
            asked_.push_back(fold(agent_texts_.text(static_cast<std::uint32_t>(asked_.size()))) ==
                             how_.agent);
        return asked_[agent];
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
    std::vector<bool> is_apart_;
    std::vector<bool> asked_;           ///< by number of an agent's name
    std::vector<std::size_t> lacking_;  ///< rows of the block without a key
};

}  // namespace tramo::acting
