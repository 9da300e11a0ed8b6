// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The table of contents of tramo._core, the module that the Python package stands on.
#include "handles.hpp"

PYBIND11_MODULE(_core, module) {
    module.doc() =
        "The engine as tramo's Python package sees it. Not for others: names here change without notice.";
    module.attr("version") = TRAMO_VERSION;
    tramo_python::bind_values(module);        // values and tables in, diagnostics out
    tramo_python::bind_policy(module);        // a policy, and a policy made ready for a day
    tramo_python::bind_evaluate(module);      // verdicts and explanations out
    tramo_python::bind_describe(module);      // a policy as prose, and as flows
    tramo_python::bind_matcher(module);       // the queue of single accounts
    tramo_python::bind_sql(module);           // segments as SQL
    tramo_python::bind_machines(module);      // the machines of alerts, and pictures of them
    tramo_python::bind_alerts(module);        // events in, alerts and snapshots out
    tramo_python::bind_agreements(module);    // how what was agreed stands
    tramo_python::bind_offers(module);        // offers out
    tramo_python::bind_best_actions(module);  // a feed of actions in, best actions and reports out
    tramo_python::bind_worklists(module);     // what to do next, and the lists of the day
    tramo_python::bind_decisions(module);     // what must, may and must not be done today
    tramo_python::bind_contact(module);       // limits of contact, and clocks of places
    tramo_python::bind_kpi(module);           // key figures, roll rates
    tramo_python::bind_interchange(module);   // policies as JSON, out and in
    tramo_python::bind_calendars(module);     // calculators: working days, due dates, day counts
    tramo_python::bind_schedules(module);     // schedules
    tramo_python::bind_rates(module);         // effective rates, financial functions
    tramo_python::bind_charges(module);       // late charges, the law
    tramo_python::bind_settlement(module);    // allocation, payoffs, discounts
    tramo_python::bind_matrix(module);        // settlement matrices
    tramo_python::bind_treatment(module);     // days past due, promises, permitted days
    tramo_python::bind_query_builder(module);
}
