{% macro change_measures_query() %}
    {#-
        A query, for fct_effects: how the calls of each account changed where a change (the CTE `changes`) concerns some accounts: those
        and the ones that they are compared with, in the columns of experiment_measures_query. Reads the CTEs `accounts`,
        `daily_calls` and `completeness`, too. A change whose days after it are not complete has no row.
    -#}
    {%- set days = api_call_volume.effect_days() -%}
    {%- set text = dbt.type_string() -%}
    {%- set double = api_call_volume.type_double() -%}
    with

    -- The accounts whose days before and after are all known, and whether the change concerns them.
    concerned_accounts as (
        select distinct
            changes.subject,
            accounts.account_id
        from changes
        inner join (
            {{ api_call_volume.engagement_input_query('changes') }}
        ) as change_rows
            on changes.subject = change_rows.change
        inner join accounts
            on
                accounts.account_id = change_rows.account_id
                or (change_rows.account_id is null and accounts.segment = change_rows.segment)
        where
            changes.concerns_all = 0
            and change_rows.changed_at is not null
    ),

    compared_accounts as (
        select
            changes.subject,
            changes.changed_on,
            accounts.account_id,
            coalesce(accounts.segment, '') as segment,
            case when concerned_accounts.account_id is null then 0 else 1 end as is_concerned
        from changes
        cross join completeness
        inner join accounts
            on accounts.first_called_on <= {{ api_call_volume.next_period_start('changes.changed_on', 'day', -1 * days) }}
        left join concerned_accounts
            on
                changes.subject = concerned_accounts.subject
                and accounts.account_id = concerned_accounts.account_id
        where
            changes.concerns_all = 0
            and completeness.complete_before >= {{ api_call_volume.next_period_start('changes.changed_on', 'day', days) }}
    ),

    like_accounts as (
        select
            *,
            max(is_concerned) over (partition by subject, segment) as is_of_their_segment
        from compared_accounts
    ),

    -- Where a change concerns whole segments, all other accounts are compared.
    chosen_accounts as (
        select *
        from (
            select
                *,
                max(case when is_concerned = 0 then is_of_their_segment else 0 end) over (partition by subject) as has_like_accounts
            from like_accounts
        ) as with_like_accounts
        where is_concerned = 1 or is_of_their_segment = 1 or has_like_accounts = 0
    ),

    calls_around_changes as (
        select
            chosen_accounts.subject,
            chosen_accounts.account_id,
            chosen_accounts.is_concerned,
            sum(case when daily_calls.date_day < chosen_accounts.changed_on then daily_calls.api_calls else 0 end) as calls_before,
            sum(case when daily_calls.date_day >= chosen_accounts.changed_on then daily_calls.api_calls else 0 end) as calls_after
        from chosen_accounts
        left join daily_calls
            on
                chosen_accounts.account_id = daily_calls.account_id
                and daily_calls.date_day >= {{ api_call_volume.next_period_start('chosen_accounts.changed_on', 'day', -1 * days) }}
                and daily_calls.date_day < {{ api_call_volume.next_period_start('chosen_accounts.changed_on', 'day', days) }}
        group by chosen_accounts.subject, chosen_accounts.account_id, chosen_accounts.is_concerned
    )

    select
        cast('change' as {{ text }}) as subject_kind,
        subject,
        case when is_concerned = 1 then 'concerned' else 'not concerned' end as variant,
        cast('log_change' as {{ text }}) as metric,
        {{ api_call_volume.log_of_change('calls_before', 'calls_after') }} as measured,
        cast(1 as {{ double }}) as divided_by,
        cast(0 as {{ double }}) as measured_before
    from calls_around_changes
{%- endmacro %}
