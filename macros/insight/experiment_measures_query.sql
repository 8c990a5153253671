{% macro experiment_measures_query(metrics) %}
    {#-
        A query, for fct_effects: of each account of an experiment (the CTE `assignments`), and of each of these metrics, what is
        `measured` from its assignment on, by what it is `divided_by` (1 where it is a mean) and the same `measured_before`. Reads the
        CTEs `daily_calls`, `completeness` and `metrics`, too. Accounts in two variants, or without a complete day, have no row.
    -#}
    {%- set days = api_call_volume.effect_days() -%}
    {%- set text = dbt.type_string() -%}
    {%- set double = api_call_volume.type_double() -%}
    {#- Calls that were taken back may leave no rate: then the account weighs nothing in that of all. -#}
    {%- set has_rate = 'calls_by_account.successes_after between 0 and calls_by_account.calls_after' -%}
    with

    -- The days before the assignment, and those from it on, up to the last complete one.
    measured_accounts as (
        select
            assignments.subject,
            assignments.variant,
            assignments.account_id,
            assignments.assigned_on,
            {{ api_call_volume.next_period_start('assignments.assigned_on', 'day', -1 * days) }} as before_from,
            case
                when completeness.complete_before < {{ api_call_volume.next_period_start('assignments.assigned_on', 'day', days) }}
                    then completeness.complete_before
                else {{ api_call_volume.next_period_start('assignments.assigned_on', 'day', days) }}
            end as day_after_last
        from assignments
        cross join completeness
        where
            assignments.variants = 1
            and assignments.assigned_on < completeness.complete_before
    ),

    calls_by_account as (
        select
            measured_accounts.subject,
            measured_accounts.variant,
            measured_accounts.account_id,
            {%- for part, condition in {'before': '<', 'after': '>='}.items() %}
            {%- set is_in_part = 'daily_calls.date_day ' ~ condition ~ ' measured_accounts.assigned_on' %}
            sum(case when {{ is_in_part }} then daily_calls.api_calls else 0 end) as calls_{{ part }},
            sum(case when {{ is_in_part }} then daily_calls.successful_calls else 0 end) as successes_{{ part }},
            cast(sum(case when {{ is_in_part }} and daily_calls.api_calls > 0 then 1 else 0 end) as {{ double }}) as active_days_{{ part }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        from measured_accounts
        left join daily_calls
            on
                measured_accounts.account_id = daily_calls.account_id
                and measured_accounts.before_from <= daily_calls.date_day
                and measured_accounts.day_after_last > daily_calls.date_day
        group by measured_accounts.subject, measured_accounts.variant, measured_accounts.account_id
    )
    {%- if 'features_used' in metrics %},

    account_features as (
        {{ api_call_volume.used_features_query() }}
    ),

    features_by_account as (
        select
            measured_accounts.subject,
            measured_accounts.variant,
            measured_accounts.account_id,
            cast(count(
                distinct case when account_features.date_day < measured_accounts.assigned_on then account_features.feature end
            ) as {{ double }}) as features_used_before,
            cast(count(
                distinct case when account_features.date_day >= measured_accounts.assigned_on then account_features.feature end
            ) as {{ double }}) as features_used_after
        from measured_accounts
        left join account_features
            on
                measured_accounts.account_id = account_features.account_id
                and measured_accounts.before_from <= account_features.date_day
                and measured_accounts.day_after_last > account_features.date_day
        group by measured_accounts.subject, measured_accounts.variant, measured_accounts.account_id
    )
    {%- endif %}

    select
        cast('experiment' as {{ text }}) as subject_kind,
        calls_by_account.subject,
        calls_by_account.variant,
        metrics.metric,
        {%- for part in ['after', 'before'] %}
        case metrics.metric
            {%- for metric in metrics if metric != 'success_rate' %}
            when '{{ metric }}' then {{
                'ln(1 + case when calls_by_account.calls_' ~ part ~ ' > 0 then calls_by_account.calls_' ~ part ~ ' else 0 end)'
                if metric == 'log_calls'
                else 'features_by_account.features_used_' ~ part if metric == 'features_used'
                else 'calls_by_account.' ~ metric ~ '_' ~ part
            }}
            {%- endfor %}
            else {{ 'case when ' ~ has_rate ~ ' then calls_by_account.successes_after else 0 end' if part == 'after' else 'cast(0 as ' ~ double ~ ')' }}
        end as measured{{ '_before' if part == 'before' else ',' }}
        {%- if part == 'after' %}
        case
            when metrics.metric <> 'success_rate' then cast(1 as {{ double }})
            when {{ has_rate }} then calls_by_account.calls_after
            else cast(0 as {{ double }})
        end as divided_by,
        {%- endif %}
        {%- endfor %}
    from calls_by_account
    cross join metrics
    {%- if 'features_used' in metrics %}
    left join features_by_account
        on
            calls_by_account.subject = features_by_account.subject
            and calls_by_account.variant = features_by_account.variant
            and calls_by_account.account_id = features_by_account.account_id
    {%- endif %}
{%- endmacro %}
