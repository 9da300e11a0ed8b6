// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What decisions tell when they are asked: permissions, reasons, tables.
#pragma once

#include <tramo/impl/policy/decision_tables.ipp>

namespace tramo {

TRAMO_INLINE decisions::model const& decisions::found() const {
    return *model_;
}
TRAMO_INLINE std::vector<decided_contact> decisions::contacts() const {
    return deciding::find_contacts(*model_, deciding::all_rows(*model_));
}
TRAMO_INLINE std::string decisions::reason(decided_effect const& of) const {
    return deciding::reason_of(*model_, of);
}
TRAMO_INLINE batch decisions::decision_table() const {
    return deciding::decision_table(*model_);
}
TRAMO_INLINE batch decisions::effect_table() const {
    return deciding::effect_table(*model_);
}
TRAMO_INLINE batch decisions::task_table() const {
    return deciding::task_table(*model_);
}
TRAMO_INLINE batch decisions::hold_table() const {
    return deciding::hold_table(*model_);
}
TRAMO_INLINE batch decisions::promise_table() const {
    return deciding::promise_table(*model_);
}
TRAMO_INLINE batch decisions::contact_table() const {
    return deciding::contact_table(*model_);
}
TRAMO_INLINE batch decisions::message_table() const {
    return deciding::message_table(*model_);
}
TRAMO_INLINE batch decisions::advice_table() const {
    return deciding::advice_table(*model_);
}

}  // namespace tramo
