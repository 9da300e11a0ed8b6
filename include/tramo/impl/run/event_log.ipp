// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Feed to log: reads, sets apart, puts in order, finds what is undone.
#pragma once

#include <tramo/impl/run/event_hands.ipp>
#include <tramo/impl/run/event_order.ipp>
#include <tramo/impl/run/event_tables.ipp>
#include <tramo/run/event_log.hpp>

namespace tramo {

namespace running {

class log_reader {
public:
    log_reader(program const& policy, table const& feed, account_index& accounts,
               std::vector<account_index>& children, event_log_options const& options)
        : policy_(policy),
          feed_(feed),
          accounts_(accounts),
          children_(children),
          options_(options),
          rows_(feed),
          errors_(feed, rows_, column_of(feed, policy.log.account)),
          ids_(column_of(feed, policy.log.id)) {}

    [[nodiscard]] checked<event_log> read() {
        checked<event_log> result;
        result.diagnostics = feed_checker(policy_, feed_).check();
        if (rows_.total() >= std::int64_t{event_log::none})
            result.diagnostics.push_back({"T5009",
                                          severity::error,
                                          "more than four thousand million events at once",
                                          {},
                                          {"replay them in parts, with a snapshot between"}});
        if (!result.ok()) return result;
        event_tables tables(policy_, feed_, rows_, errors_);
        auto const known_before = accounts_.size();
        all_ = entry_reader(policy_, feed_, rows_, errors_).read(accounts_, options_.must_know_accounts);
        log_.tables = tables.read(all_.types, places_, result.diagnostics);
        if (!result.ok()) return result;
        read_hands();
        refuse_early();
        if (!options_.must_know_accounts) forget_unheard(known_before);
        read_children();
        put_in_order();
        if (log_.is_grouped) {
            take_out_repeated();
            tables.take_steps(log_.tables, kept_, log_.starts, all_, places_);
            find_undone();
            read_children_of_reversals();
        }
        lay_out();
        for (std::size_t i = 0; i < tables.new_values().size(); ++i)
            log_.new_values.push_back({tables.new_value_fields()[i], tables.new_values()[i]});
        errors_.move_into(log_);
        log_.rows_read = rows_.total();
        result.value = std::move(log_);
        return result;
    }

private:
    void read_hands() {
        bool const any = std::any_of(policy_.alerts.begin(), policy_.alerts.end(), [](auto const& one) {
            return one.clears_by_hand || !one.raised_by_hand.empty();
        });
        if (!any) return;
        hand_reader hands(policy_, feed_, rows_, errors_);
        for (std::size_t row = 0; row < all_.types.size(); ++row) {
            if (all_.types[row] != event_log::by_hand) continue;
            auto act = hands.read(static_cast<std::int64_t>(row));
            if (!act) continue;
            places_[row] = static_cast<std::uint32_t>(log_.acts.size());
            log_.acts.push_back(std::move(*act));
        }
    }

    /// The collection whose child an event concerns.
    [[nodiscard]] std::size_t collection_of(std::size_t row) const {
        auto const type = all_.types[row];
        if (type < policy_.events.size()) return policy_.events[type].collection;
        if (type != event_log::by_hand || errors_.is_apart(static_cast<std::int64_t>(row))) return no_index;
        return policy_.alerts[log_.acts[places_[row]].alert].collection;
    }

    [[nodiscard]] std::string child_column(std::size_t row, std::size_t collection) const {
        auto const type = all_.types[row];
        if (type < policy_.events.size()) return policy_.events[type].child_column;
        std::string key;
        for (auto const& one : policy_.fields.collections[collection].fields)
            if (one.is_key) key = one.name;
        auto const says = [&](std::string const& name) {
            return !text_of_row(column_of(feed_, name), rows_, static_cast<std::int64_t>(row)).empty();
        };
        if (says(key)) return key;
        for (auto const& one : policy_.events)  // by hand: or as the collection's events name it
            if (one.collection == collection && says(one.child_column)) return one.child_column;
        return key;
    }

    void read_children() {
        auto const is_of_child = [](auto const& one) { return one.collection != no_index; };
        bool const any = std::any_of(policy_.events.begin(), policy_.events.end(), is_of_child) ||
                         std::any_of(policy_.alerts.begin(), policy_.alerts.end(), is_of_child);
        if (!any) return;
        log_.children.assign(all_.types.size(), event_log::none);
        for (std::size_t row = 0; row < all_.types.size(); ++row) {
            auto const collection = collection_of(row);
            if (collection == no_index || all_.units[row] == no_unit) continue;
            auto const number = static_cast<std::uint32_t>(row);
            bool const counts = !errors_.is_apart(number) && !is_put_off(number) && !is_reversal(number);
            log_.children[row] = child_of(row, collection, counts);
        }
    }

    /// Those of reversals that undo something, once that is known: what is set apart makes no child known.
    void read_children_of_reversals() {
        for (std::size_t i = 0; i < kept_.size() && !log_.children.empty(); ++i) {
            auto const row = kept_[i];
            bool const counts = is_reversal(row) && !errors_.is_apart(row);
            if (!counts || is_put_off(row) || collection_of(row) == no_index) continue;
            log_.children[row] = child_of(row, collection_of(row), true);
        }
    }

    std::uint32_t child_of(std::size_t row, std::size_t collection, bool counts) {
        auto const name = child_column(row, collection);
        auto const [at, is_new] = child_columns_.try_emplace(name);
        if (is_new) at->second = column_of(feed_, name);
        auto const number = static_cast<std::int64_t>(row);
        auto const child = text_of_row(at->second, rows_, number);
        if (child.empty()) {
            errors_.add(number, at->second, fault_reason::missing);
            return event_log::none;
        }
        auto const key = std::to_string(all_.units[row]) + '\x1F' + child;
        if (!options_.must_know_children && counts) return children_[collection].add(key);
        auto const found = children_[collection].find(key);
        if (options_.must_know_children && found == no_unit)
            errors_.add(number, at->second, fault_reason::unknown_child);
        return found;
    }

    /// What is not yet known or has not yet happened makes no child known.
    [[nodiscard]] bool is_put_off(std::uint32_t row) const {
        return (options_.known_at && recorded(row) > *options_.known_at) ||
               (options_.happens_before && all_.happened[row] >= *options_.happens_before);
    }

    void refuse_early() {
        if (!options_.horizon) return;
        auto const from = column_of(feed_, policy_.log.happened);
        for (auto row = options_.first_new_row; row < rows_.total(); ++row)
            if (all_.happened[static_cast<std::size_t>(row)] <= *options_.horizon && !errors_.is_apart(row))
                errors_.add(row, from, fault_reason::before_horizon);
    }

    [[nodiscard]] std::int64_t recorded(std::uint32_t row) const {
        return all_.recorded.empty() ? all_.happened[row] : all_.recorded[row];
    }

    /// What is set apart, not yet known or has not yet happened makes no account known.
    void forget_unheard(std::size_t known_before) {
        bool const may_put_off = options_.known_at || options_.happens_before;
        if (!errors_.any() && !may_put_off) return;
        std::vector<bool> is_heard(accounts_.size(), false);
        std::fill_n(is_heard.begin(), known_before, true);
        for (std::uint32_t row = 0; row < all_.types.size(); ++row) {
            auto const unit = all_.units[row];
            bool const counts = unit != no_unit && !(errors_.any() && errors_.is_apart(row));
            if (counts && !(may_put_off && is_put_off(row))) is_heard[unit] = true;
        }
        if (std::find(is_heard.begin(), is_heard.end(), false) == is_heard.end()) return;
        account_index heard;
        std::vector<std::uint32_t> renumbered(is_heard.size());
        for (std::uint32_t unit = 0; unit < is_heard.size(); ++unit)
            if (is_heard[unit]) renumbered[unit] = heard.add(accounts_.key(unit));
        auto behind = static_cast<std::uint32_t>(heard.size());  // the others, until their events are put off
        for (std::uint32_t unit = 0; unit < is_heard.size(); ++unit)
            if (!is_heard[unit]) renumbered[unit] = behind++;
        for (auto& unit : all_.units)
            if (unit != no_unit) unit = renumbered[unit];
        accounts_ = std::move(heard);
        units_ = behind;
    }

    void put_in_order() {
        if (errors_.any() || options_.known_at) {
            kept_.reserve(all_.types.size());
            for (std::uint32_t row = 0; row < all_.types.size(); ++row) keep(row);
        } else {
            kept_.resize(all_.types.size());
            std::iota(kept_.begin(), kept_.end(), 0U);
        }
        event_order const order(all_, ids_, feed_, rows_);
        log_.is_grouped = order.has_ids() || needs_history() || !order.is_in_order(kept_);
        if (log_.is_grouped) kept_ = order.group(kept_, std::max(units_, accounts_.size()), log_.starts);
    }

    void keep(std::uint32_t row) {
        if (errors_.is_apart(row)) return;
        if (options_.known_at && recorded(row) > *options_.known_at) {
            ++log_.not_yet_known;
            log_.waiting.push_back({row, all_.happened[row]});
        } else {
            kept_.push_back(row);
        }
    }

    /// Whether anything looks back at an account's earlier events.
    [[nodiscard]] bool needs_history() const {
        if (!policy_.aggregates.empty() || !policy_.counters.empty()) return true;
        return std::any_of(policy_.events.begin(), policy_.events.end(), [](auto const& type) {
            return type.reverses != no_index ||
                   std::find(type.is_step.begin(), type.is_step.end(), true) != type.is_step.end();
        });
    }

    void take_out_repeated() {
        event_order order(all_, ids_, feed_, rows_);
        if (!order.has_ids()) return;
        std::vector<bool> is_repeated(all_.types.size());
        for (std::size_t unit = 0; unit + 1 < log_.starts.size(); ++unit)
            order.find_repeated(kept_.data() + log_.starts[unit], log_.starts[unit + 1] - log_.starts[unit],
                                is_repeated);
        log_.duplicates = std::count(is_repeated.begin(), is_repeated.end(), true);
        if (log_.duplicates != 0) drop([&](std::uint32_t row) { return is_repeated[row]; });
    }

    /// Drops rows and keeps `starts` true.
    template <class Is>
    void drop(Is is_dropped) {
        std::size_t to = 0, from = 0;
        for (std::size_t unit = 0; unit + 1 < log_.starts.size(); ++unit) {
            auto const end = log_.starts[unit + 1];
            log_.starts[unit] = to;
            for (; from < end; ++from)
                if (!is_dropped(kept_[from])) kept_[to++] = kept_[from];
        }
        if (!log_.starts.empty()) log_.starts.back() = to;
        kept_.resize(to);
    }

    /// For each reversal the row that it undoes; those that undo nothing are set apart.
    void find_undone() {
        undone_.clear();
        std::vector<feed_column> named(policy_.events.size());
        bool any = false;
        for (std::size_t i = 0; i < policy_.events.size(); ++i) {
            if (policy_.events[i].reverses == no_index) continue;
            named[i] = column_of(feed_, policy_.events[i].reversed_column);
            any = true;
        }
        if (!any) return;
        for (std::size_t unit = 0; unit + 1 < log_.starts.size(); ++unit)
            find_undone(log_.starts[unit], log_.starts[unit + 1], named);
    }

    [[nodiscard]] bool is_reversal(std::uint32_t row) const {
        auto const type = all_.types[row];
        return type < policy_.events.size() && policy_.events[type].reverses != no_index;
    }

    void find_undone(std::size_t begin, std::size_t end, std::vector<feed_column> const& named) {
        bool const any = std::any_of(kept_.begin() + static_cast<std::ptrdiff_t>(begin),
                                     kept_.begin() + static_cast<std::ptrdiff_t>(end),
                                     [&](std::uint32_t row) { return is_reversal(row); });
        if (!any) return;
        std::unordered_map<std::string, std::uint32_t>
            standing;  // events of this account, not yet undone, by id
        for (auto i = begin; i < end; ++i) {
            auto const row = kept_[i];
            if (errors_.is_apart(row)) continue;
            if (is_reversal(row)) {
                auto const type = all_.types[row];
                auto const found = standing.find(text_of_row(named[type], rows_, row));
                bool const is_due =
                    found != standing.end() && all_.types[found->second] == policy_.events[type].reverses;
                if (!is_due) {
                    errors_.add(row, named[type], fault_reason::undoes_nothing);
                    log_.waiting.push_back({row, all_.happened[row], true});
                    continue;
                }
                auto const undone = found->second;
                undone_.emplace(row, undone);
                standing.erase(found);
                if (is_reversal(undone))
                    standing.insert_or_assign(id_of(undone_.at(undone)), undone_.at(undone));
            }
            standing.insert_or_assign(id_of(row), row);
        }
    }

    /// Whether any event is not yet to be counted.
    [[nodiscard]] bool ends_after(std::int64_t moment) const {
        if (!log_.is_grouped) return !kept_.empty() && all_.happened[kept_.back()] >= moment;
        return std::any_of(kept_.begin(), kept_.end(),
                           [&](std::uint32_t row) { return all_.happened[row] >= moment; });
    }

    [[nodiscard]] std::string id_of(std::uint32_t row) const {
        auto id = text_of_row(ids_, rows_, row);
        return id.empty() ? std::to_string(row) : id;
    }

    void lay_out() {
        bool const has_end = options_.happens_before && ends_after(*options_.happens_before);
        auto const goes = [&](std::uint32_t row) {
            if (errors_.any() && errors_.is_apart(row)) return true;
            bool const is_later = has_end && all_.happened[row] >= *options_.happens_before;
            if (!is_later) return false;
            ++log_.not_yet_happened;
            log_.waiting.push_back({row, all_.happened[row]});
            return true;
        };
        if (log_.is_grouped) {
            drop(goes);
            log_.starts.resize(accounts_.size() + 1);
        }
        if (!log_.is_grouped && has_end)
            kept_.erase(std::remove_if(kept_.begin(), kept_.end(), goes), kept_.end());
        bool const is_all = !log_.is_grouped && kept_.size() == all_.types.size();
        if (is_all) {
            log_.units = std::move(all_.units);
            log_.types = std::move(all_.types);
            log_.happened = std::move(all_.happened);
            log_.recorded = std::move(all_.recorded);
            log_.places = std::move(places_);
            log_.rows = std::move(kept_);
            return;
        }
        move(all_.units, log_.units);
        move(all_.types, log_.types);
        move(all_.happened, log_.happened);
        move(all_.recorded, log_.recorded);
        move(places_, log_.places);
        auto children = std::move(log_.children);
        log_.children = {};
        move(children, log_.children);
        log_.rows = std::move(kept_);
        lay_out_undone();
    }

    template <class T>
    void move(long_vector<T> const& from, long_vector<T>& to) const {
        if (from.empty()) return;
        to.resize(kept_.size());
        for (std::size_t i = 0; i < kept_.size(); ++i) to[i] = from[kept_[i]];
    }

    void lay_out_undone() {
        if (undone_.empty()) return;
        std::vector<std::uint32_t> entry_of(static_cast<std::size_t>(rows_.total()), event_log::none);
        for (std::uint32_t i = 0; i < log_.rows.size(); ++i) entry_of[log_.rows[i]] = i;
        log_.undoes.assign(log_.rows.size(), event_log::none);
        for (auto const& [row, undone] : undone_)
            if (entry_of[row] != event_log::none) log_.undoes[entry_of[row]] = entry_of[undone];
    }

    program const& policy_;
    table const& feed_;
    account_index& accounts_;
    std::vector<account_index>& children_;
    event_log_options const& options_;
    feed_rows rows_;
    event_errors errors_;
    feed_column ids_;
    feed_entries all_;
    std::size_t units_ = 0;  ///< with those of accounts that are not yet known
    row_list places_;
    row_list kept_;                                            ///< rows of the feed that count, in order
    std::unordered_map<std::uint32_t, std::uint32_t> undone_;  ///< reversal's row to the row undone
    std::unordered_map<std::string, feed_column> child_columns_;
    event_log log_;
};

}  // namespace running

TRAMO_INLINE checked<event_log> read_event_log(program const& policy, table const& feed,
                                               account_index& accounts, std::vector<account_index>& children,
                                               event_log_options const& options) {
    return running::log_reader(policy, feed, accounts, children, options).read();
}

TRAMO_INLINE std::string event_id(program const& policy, table const& feed, std::uint32_t row) {
    running::feed_rows const rows(feed);
    auto const ids = running::column_of(feed, policy.log.id);
    auto id = running::text_of_row(ids, rows, row);
    return id.empty() ? std::to_string(row) : id;
}

}  // namespace tramo
