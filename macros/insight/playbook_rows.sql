{% macro playbook_rows() %}
    {#- The package's playbook, as lists of (finding, owner_role, look_at, what_to_do). -#}
    {{ return([
        [
            'fell', 'account manager',
            'Which routes and users called less (fct_route_calls_daily), and whether errors came first: a client that fails stops calling.',
            'Ask the account within the week what changed. A fall after errors is ours to mend; one without is a decision of theirs, '
            ~ 'and is easiest to talk about while it is new.'
        ],
        [
            'rose', 'account manager',
            'Whether successful calls rose or only retries and rate limited ones, and whether one credential or many made them.',
            'More of the same work: offer the plan that fits before the quota ends it. A loop or a leaked credential: tell the account today, '
            ~ 'since it pays for it or we do.'
        ],
        [
            'went_quiet', 'support',
            'The last day with a call and its outcomes: authentication failures say a credential expired, server errors say that we broke it.',
            'Write to the technical contact now, with the time of the last call. Most silences are accidents, and nobody has noticed yet.'
        ],
        [
            'returned', 'customer success',
            'When and how it fell silent (fct_account_health), and whether the same users and routes are back (fct_user_calls_daily).',
            'Welcome it back and ask what brought it: a project, a season or a new team. What failed before it left should not meet it again.'
        ],
        [
            'declining', 'customer success',
            'The users and routes of this quarter beside those of the last: fewer users is a team that leaves, fewer routes a feature that was replaced.',
            'Plan a review before the renewal. No single week shows it, so that nobody on their side may have decided it.'
        ],
        [
            'failing', 'support',
            'Which outcome grew (auth_failed_calls, rate_limited_calls, client_error_calls or server_error_calls of '
            ~ 'fct_account_calls_daily), and on which routes (fct_route_calls_daily).',
            'Server errors: open an incident, with the routes and the first day. Refused or malformed requests: tell the account which '
            ~ 'request fails and why. A client that fails for weeks is soon replaced.'
        ],
        [
            'top_user_left', 'customer success',
            'Whether the work went on under another user or credential (fct_user_calls_daily), and what else that user did (fct_power_users).',
            'Ask the account who took over. A successor needs the same introduction as a new customer; without one, the account lives '
            ~ 'on what others remember of it.'
        ],
        [
            'over_quota_ahead', 'account manager',
            'The day on which the quota is used up, and the range of the forecast (fct_month_forecast): is it a trend or one busy week.',
            'Call before that day, not after it: offer the plan that fits, or show which calls to save. From that day on, each call is refused '
            ~ 'or billed as the contract says.'
        ],
        [
            'fleet_moved', 'product',
            'The calendar first, then releases and incidents of the week, then our own collection of logs.',
            'If it was a holiday, nothing. If a release or an outage, write down the date: every comparison over it needs it. No account '
            ~ 'is called because of it.'
        ],
        [
            'fleet_failing', 'support',
            'Which outcome grew in all accounts, and from which day and route on (fct_route_calls_daily): an outage, a release, or a '
            ~ 'client library that all of them use.',
            'Open an incident if there is none. Tell the accounts what failed and when, before they ask, and leave the days out of their '
            ~ 'service level as the contract says.'
        ],
    ]) }}
{% endmacro %}
