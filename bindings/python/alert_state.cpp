// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A snapshot's parts as tables, and back; nothing here touches Python.
#include <stdexcept>
#include <utility>

#include <tramo/impl/run/feed_columns.ipp>
#include <tramo/impl/run/gather_rows.ipp>
#include <tramo/impl/run/made_columns.ipp>

#include "alert_answer.hpp"
#include "evaluation.hpp"

namespace tramo_python {
namespace {

using tramo::layout;
using tramo::snapshot_standing;

std::vector<std::string> texts_of(std::vector<snapshot_standing> const& all,
                                  std::string snapshot_standing::*member) {
    std::vector<std::string> texts;
    texts.reserve(all.size());
    for (auto const& one : all) texts.push_back(one.*member);
    return texts;
}

std::vector<std::int64_t> moments_of(std::vector<snapshot_standing> const& all,
                                     tramo::timestamp snapshot_standing::*member) {
    std::vector<std::int64_t> moments;
    moments.reserve(all.size());
    for (auto const& one : all) moments.push_back((one.*member).micros);
    return moments;
}

/// Lists of moments; those that never come are null.
void add_deadlines(tramo::running::batch_maker& made, std::vector<snapshot_standing> const& all,
                   std::shared_ptr<void const>& owner) {
    std::vector<std::int64_t> offsets{0}, moments;
    std::vector<bool> known;
    for (auto const& one : all) {
        for (auto const moment : one.deadlines) {
            moments.push_back(moment);
            known.push_back(moment != tramo::alerts::never);
        }
        offsets.push_back(static_cast<std::int64_t>(moments.size()));
    }
    tramo::running::batch_maker items(static_cast<std::int64_t>(moments.size()));
    items.add("item", layout::timestamp, std::move(moments), known);
    auto child = items.finish();
    owner = child.owner;
    auto& list = made.add("deadlines", layout::large_list, std::move(offsets));
    list.offsets = std::exchange(list.values, nullptr);
    list.children.push_back(std::move(child.columns.front()));
}

tramo::column const& need(tramo::batch const& from, char const* name, bool is_right) {
    auto const* const found = find_column(from, name);
    if (!found || !is_right)
        throw std::invalid_argument(std::string("no snapshot of alerts: its column `") + name +
                                    "` is missing or of another type");
    return *found;
}

bool has_layout(tramo::batch const& from, char const* name, layout due) {
    auto const* const found = find_column(from, name);
    return found && found->physical == due &&
           (due != layout::timestamp || found->unit == tramo::time_unit::micro);
}

/// The columns of standings, each of the type that `standings_table` gives it.
class standing_reader {
public:
    explicit standing_reader(tramo::batch const& from)
        : account_(text(from, "account")),
          child_(text(from, "child")),
          alert_(text(from, "alert")),
          state_(text(from, "state")),
          pending_(fixed(from, "clear_pending", layout::boolean)),
          since_(fixed(from, "since", layout::timestamp)),
          times_(fixed(from, "times", layout::uint32)),
          deadlines_(fixed(from, "deadlines", layout::large_list)),
          applied_(fixed(from, "applied_until", layout::timestamp)) {
        auto const& items = deadlines_.children;
        bool const holds_moments = items.size() == 1 && items[0].physical == layout::timestamp &&
                                   items[0].unit == tramo::time_unit::micro;
        (void)need(from, "deadlines", holds_moments);
    }

    [[nodiscard]] snapshot_standing read(std::int64_t row) const {
        snapshot_standing made;
        made.account = key_text(account_, row);
        made.child = key_text(child_, row);
        made.alert = key_text(alert_, row);
        made.state = key_text(state_, row);
        made.clear_pending =
            is_valid(pending_, row) && tramo::reading::bit_at(pending_.values, pending_.offset + row);
        made.since.micros = moment(since_, row);
        made.times = tramo::reading::load_at<std::uint32_t>(times_.values, times_.offset + row);
        made.applied_until.micros = moment(applied_, row);
        if (!is_valid(deadlines_, row)) return made;
        auto const range = items_at(deadlines_, row);
        for (auto item = range.begin; item < range.end; ++item) {
            auto const& items = deadlines_.children.front();
            made.deadlines.push_back(is_valid(items, item) ? moment(items, item) : tramo::alerts::never);
        }
        return made;
    }

private:
    static tramo::column const& text(tramo::batch const& from, char const* name) {
        return fixed(from, name, layout::large_utf8);
    }
    static tramo::column const& fixed(tramo::batch const& from, char const* name, layout due) {
        return need(from, name, has_layout(from, name, due));
    }
    static std::int64_t moment(tramo::column const& from, std::int64_t row) {
        return tramo::reading::load_at<std::int64_t>(from.values, from.offset + row);
    }

    tramo::column const &account_, &child_, &alert_, &state_, &pending_, &since_, &times_, &deadlines_,
        &applied_;
};

}  // namespace

tramo::batch standings_table(std::vector<snapshot_standing> const& all) {
    tramo::running::batch_maker made(static_cast<std::int64_t>(all.size()));
    made.add_texts("account", texts_of(all, &snapshot_standing::account));
    made.add_texts("child", texts_of(all, &snapshot_standing::child));
    made.add_texts("alert", texts_of(all, &snapshot_standing::alert));
    made.add_texts("state", texts_of(all, &snapshot_standing::state));
    auto bits = std::make_shared<std::vector<std::uint8_t>>((all.size() + 7) / 8);
    std::vector<std::uint32_t> times;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].clear_pending) (*bits)[i / 8] = static_cast<std::uint8_t>((*bits)[i / 8] | 1U << (i % 8));
        times.push_back(all[i].times);
    }
    made.add("clear_pending", layout::boolean, std::vector<std::uint8_t>(*bits));
    made.add("since", layout::timestamp, moments_of(all, &snapshot_standing::since));
    made.add("times", layout::uint32, std::move(times));
    std::shared_ptr<void const> items;
    add_deadlines(made, all, items);
    made.add("applied_until", layout::timestamp, moments_of(all, &snapshot_standing::applied_until));
    auto out = made.finish();
    out.owner = std::make_shared<std::pair<std::shared_ptr<void const>, std::shared_ptr<void const>>>(
        std::move(out.owner), std::move(items));
    return out;
}

std::vector<snapshot_standing> standings_of(tramo::table const& from) {
    std::vector<snapshot_standing> all;
    for (auto const& part : from.batches) {
        standing_reader const reader(part);
        for (std::int64_t row = 0; row < part.rows; ++row) all.push_back(reader.read(row));
    }
    return all;
}

tramo::batch picked_rows(std::shared_ptr<tramo::table const> const& feed,
                         std::vector<std::uint32_t> const& rows) {
    tramo::running::feed_rows const numbered(*feed);
    tramo::running::row_list const places(rows.begin(), rows.end());
    auto owners = std::make_shared<std::vector<std::shared_ptr<void const>>>();
    owners->push_back(feed);
    tramo::batch made;
    made.rows = static_cast<std::int64_t>(rows.size());
    for (auto const& part : feed->batches)
        for (auto const& one : part.columns) {
            if (find_column(made, one.name)) continue;
            auto const from = tramo::running::column_of(*feed, one.name);
            auto picked = tramo::running::gather(from.parts, numbered.first_rows(), places);
            picked.data.name = one.name;
            owners->push_back(std::move(picked.owner));
            made.columns.push_back(std::move(picked.data));
        }
    made.owner = std::move(owners);
    return made;
}

}  // namespace tramo_python
