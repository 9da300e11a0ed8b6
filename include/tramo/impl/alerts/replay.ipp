// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Facts to standings and changes, range by range, in as many threads as are asked for; and one fact alone.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <tramo/impl/alerts/ordered_facts.ipp>
#include <tramo/impl/alerts/states_only.ipp>

namespace tramo::replaying {

/// What is replayed, and what comes of it.
struct replay_job {
    compiled_machine const& by;
    alerts::facts const& all;
    partitioned const& parts;
    bool is_read_in_place;
    std::vector<alerts::standing> const* base;
    std::int64_t const* const* deadlines;
    std::int64_t until;
    std::size_t threads;
    alerts::replayed& made;

    [[nodiscard]] std::size_t ranges() const { return parts.starts.size() - 1; }
    [[nodiscard]] unit_range range(std::size_t which) const {
        auto const units = std::size_t{1} << parts.shift;
        return {static_cast<std::uint32_t>(std::min(all.units, which * units)),
                static_cast<std::uint32_t>(std::min(all.units, (which + 1) * units)), parts.starts[which],
                parts.starts[which + 1]};
    }
    /// The first range of a thread: each has about as many facts and units to go through.
    [[nodiscard]] std::size_t first_range(std::size_t thread) const {
        auto const work = [&](std::size_t which) { return parts.starts[which] + (which << parts.shift) / 4; };
        auto const share = work(ranges()) / threads * thread;
        std::size_t which = 0;
        while (which < ranges() && work(which) < share) ++which;
        return thread == threads ? ranges() : which;
    }
};

/// Calls `work` with the source of facts of a range.
template <class Work>
auto with_source(replay_job const& job, unit_range range, Work const& work) {
    if (job.is_read_in_place) return work(columns{job.all});
    return work(gathered{job.parts.facts.data(), range.first & ~0xFFFFU});
}

inline void set_base(replay_job const& job, unit_range range) {
    if (job.base == nullptr) return;
    auto const& base = *job.base;
    auto& made = job.made;
    for (std::size_t unit = range.first; unit < range.last && unit < base.size(); ++unit) {
        auto const& where = base[unit];
        made.packed[unit] = packed(code_of(where), where.since);
        if (!made.far_since.empty()) made.far_since[unit] = where.since;
        made.times[unit] = where.times;
        std::copy_n(where.deadlines.begin(), std::min(made.slots, where.deadlines.size()),
                    made.deadlines.data() + unit * made.slots);
    }
}

template <needs What, class States>
bool run_range(replay_job const& job, unit_range range, States const& states, change_log& log) {
    auto const fits = with_source(job, range, [&](auto const& source) {
        return hear_all<What>(job.by, source, range, states, job.deadlines, log);
    });
    if (What != needs::table && job.until != INT64_MIN)
        let_time_pass(job.by, range, states, job.until - 1, log);
    return fits;
}

[[nodiscard]] inline bool run_range(replay_job const& job, unit_range range, change_log& log) {
    auto const is_far = !job.made.far_since.empty();
    if (is_far || job.by.fires_at_once) {
        auto const fits = run_range<needs::all>(job, range, all_states{job.made}, log);
        return is_far || fits;
    }
    near_states const states{job.made};
    return job.by.has_timers ? run_range<needs::timers>(job, range, states, log)
                             : run_range<needs::table>(job, range, states, log);
}

/// The ranges of one thread; false where a moment does not fit.
[[nodiscard]] inline bool run_thread(replay_job const& job, std::size_t thread, ordered_changes& changes) {
    auto const first = job.first_range(thread);
    auto const last = job.first_range(thread + 1);
    auto const heard_before = job.parts.starts[first];
    // The first thread's changes are where the others' come to, so it makes room for all.
    auto const expected = job.parts.starts[thread == 0 ? job.ranges() : last] - heard_before;
    change_log log(facts_at_once);
    for (auto which = first; which < last; ++which) {
        auto const range = job.range(which);
        log.clear();
        set_base(job, range);
        if (!run_range(job, range, log)) return false;
        changes.add(range, log, range.end - heard_before, expected);
    }
    return true;
}

/// All ranges; false where a moment does not fit.
[[nodiscard]] inline bool run_all(replay_job const& job) {
    std::vector<ordered_changes> parts;
    for (std::size_t thread = 0; thread < job.threads; ++thread) parts.emplace_back(job.all, job.made.times);
    std::vector<char> fits(job.threads);
    in_threads(job.threads,
               [&](std::size_t thread) { fits[thread] = run_thread(job, thread, parts[thread]) ? 1 : 0; });
    if (std::find(fits.begin(), fits.end(), 0) != fits.end()) return false;
    job.made.changes = std::move(parts.front().changes());
    for (std::size_t thread = 1; thread < job.threads; ++thread) {
        auto& more = parts[thread].changes();
        job.made.changes.insert(job.made.changes.end(), more.begin(), more.end());
        std::vector<alerts::change>().swap(more);
    }
    return true;
}

inline void prepare_result(alerts::replayed& made, std::size_t units, std::size_t slots, bool is_far) {
    made.slots = slots;
    make_large(made.packed, units);
    make_large(made.times, units);
    make_large(made.deadlines, units * slots, alerts::never);
    if (is_far) make_large(made.far_since, std::max<std::size_t>(units, 1));
}

[[nodiscard]] inline bool is_base_near(std::vector<alerts::standing> const* base) {
    return base == nullptr || std::all_of(base->begin(), base->end(),
                                          [](alerts::standing const& one) { return is_near(one.since); });
}

inline void run_states(replay_job const& job) {
    auto const follow = codes_that_follow(job.by);
    auto& codes = job.made.codes;
    make_large(codes, job.all.units);
    for (std::size_t unit = 0; job.base != nullptr && unit < std::min(codes.size(), job.base->size()); ++unit)
        codes[unit] = code_of((*job.base)[unit]);
    if (job.threads == 1) return hear_codes(job.all, follow.data(), job.by.stride, codes.data());
    in_threads(job.threads, [&](std::size_t thread) {
        auto const last = job.first_range(thread + 1);
        for (auto which = job.first_range(thread); which < last; ++which)
            with_source(job, job.range(which), [&](auto const& source) {
                hear_codes(source, job.range(which), follow.data(), job.by.stride, codes.data());
            });
    });
}

/// The state of one unit that is stepped, and what comes of it.
template <class Work>
void on_one(compiled_machine const& by, alerts::standing& where, std::vector<alerts::change>& changes,
            Work const& work) {
    where.deadlines.resize(by.slots, alerts::never);
    unit_state of{code_of(where), where.since, where.deadlines.data()};
    change_log log(1);
    work(of, log);
    where.value = value_of(of.in);
    where.clear_pending = is_pending(of.in);
    where.since = of.since;
    for (auto const& one : log) {
        where.times += one.from == alerts::no_alert && one.to != alerts::no_alert ? 1 : 0;
        changes.push_back(one);
    }
}

}  // namespace tramo::replaying

namespace tramo::alerts {

TRAMO_INLINE replayed replay(machine const& what, std::uint32_t machine_number,
                             std::vector<signal> const& signals, ordered_facts const& all,
                             std::vector<standing> const* base, std::int64_t const* const* deadlines,
                             replay_options options) {
    auto const by = replaying::compile(what, machine_number, signals.data(), signals.size());
    auto& order = *all.state_;
    auto const asked = replaying::bounded_threads(options.threads);
    auto const states_only = options.states_only && !by.has_timers && by.slots == 0;
    if (!states_only || asked > 1) order.prepare();
    replayed made;
    auto const threads = states_only && asked == 1 ? 1 : std::clamp<std::size_t>(order.ranges(), 1, asked);
    replaying::replay_job const job{
        by, order.all, order.parts, order.is_read_in_place, base, deadlines, options.until, threads, made};
    if (states_only) {
        replaying::run_states(job);
        return made;
    }
    auto const is_near = replaying::is_base_near(base) &&
                         (!by.has_timers || options.until == INT64_MIN || replaying::is_near(options.until));
    replaying::prepare_result(made, order.all.units, by.slots, !is_near);
    if (replaying::run_all(job)) return made;
    made = {};
    replaying::prepare_result(made, order.all.units, by.slots, true);
    static_cast<void>(replaying::run_all(job));
    return made;
}

TRAMO_INLINE void step(machine const& what, std::uint32_t machine_number, signal const& heard,
                       std::int64_t happened, std::int64_t const* deadlines, standing& where,
                       std::vector<change>& changes) {
    auto const by = replaying::compile(what, machine_number, &heard, 1);
    auto const deadline_of = [&](std::size_t slot) { return deadlines == nullptr ? never : deadlines[slot]; };
    replaying::on_one(by, where, changes, [&](replaying::unit_state& of, replaying::change_log& log) {
        auto* next = log.next();
        replaying::hear<replaying::needs::all>(by, {happened, 0, 0, 0}, deadline_of, of, log, next);
        log.set_next(next);
    });
}

TRAMO_INLINE void advance(machine const& what, std::int64_t until, standing& where,
                          std::vector<change>& changes) {
    if (until == INT64_MIN) return;
    auto const by = replaying::compile(what, 0, nullptr, 0);
    replaying::on_one(by, where, changes, [&](replaying::unit_state& of, replaying::change_log& log) {
        replaying::fire_due(by, INT64_MIN, until - 1, 0, of, log);
    });
}

}  // namespace tramo::alerts
