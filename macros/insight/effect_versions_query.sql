{% macro effect_versions_query() %}
    {#-
        A query: the subjects of fct_effects (subject_kind, subject) and the `version` of all that their rows are made of: the
        rows of their inputs, the calls and features of the days before and after, the accounts and their segments, and how far
        these days are complete.
    -#}
    {%- set days = api_call_volume.effect_days() -%}
    {%- set placebo_days = 7 * 25 + 2 * days -%}
    {%- set text = dbt.type_string() -%}
    select
        subject_kind,
        subject,
        cast(sum(version) as {{ dbt.type_bigint() }}) as version
    from (
        with

        accounts as (
            {{ api_call_volume.measured_accounts_query() }}
        ),

        assignments as (
            {{ api_call_volume.experiment_accounts_query() }}
        ),

        change_dates as (
            {{ api_call_volume.change_dates_query() }}
        ),

        -- The days that a subject is measured in.
        spans as (
            select
                cast('experiment' as {{ text }}) as subject_kind,
                subject,
                {{ api_call_volume.next_period_start('min(assigned_on)', 'day', -1 * days) }} as first_day,
                {{ api_call_volume.next_period_start('max(assigned_on)', 'day', days) }} as day_after_last
            from assignments
            group by subject

            union all

            select
                cast('change' as {{ text }}) as subject_kind,
                subject,
                case
                    when concerns_all = 1 then {{ api_call_volume.next_period_start('changed_on', 'day', -1 * placebo_days) }}
                    else {{ api_call_volume.next_period_start('changed_on', 'day', -1 * days) }}
                end as first_day,
                {{ api_call_volume.next_period_start('changed_on', 'day', days) }} as day_after_last
            from change_dates
        ),

        day_versions as (
            {{ api_call_volume.activity_versions_query() }}
        )

        select
            spans.subject_kind,
            spans.subject,
            day_versions.version
        from spans
        inner join day_versions
            on
                spans.first_day <= day_versions.date_day
                and spans.day_after_last > day_versions.date_day

        union all

        select
            spans.subject_kind,
            spans.subject,
            {{ api_call_volume.row_version(["'span'", 'spans.first_day', 'spans.day_after_last',
                'case when completeness.complete_before < spans.day_after_last then completeness.complete_before else spans.day_after_last end',
                "'" ~ api_call_volume.has_engagement_source() ~ "'"]) }} as version
        from spans
        cross join {{ api_call_volume.relation_as(ref('int_completeness'), 'completeness') }}

        union all

        select
            cast('experiment' as {{ text }}) as subject_kind,
            subject,
            {{ api_call_volume.row_version(['subject', 'account_id', 'variant', 'assigned_on', 'planned_share']) }} as version
        from assignments

        union all

        select
            cast('change' as {{ text }}) as subject_kind,
            change as subject,
            {{ api_call_volume.row_version(['change', 'changed_at', 'account_id', 'segment', 'kind']) }} as version
        from (
            {{ api_call_volume.engagement_input_query('changes') }}
        ) as changes
        where
            change is not null
            and changed_at is not null

        union all

        select
            cast('change' as {{ text }}) as subject_kind,
            change_dates.subject,
            {{ api_call_volume.row_version(['accounts.account_id', 'accounts.segment', 'accounts.first_called_on']) }} as version
        from change_dates
        inner join accounts
            on accounts.first_called_on < {{ api_call_volume.next_period_start('change_dates.changed_on', 'day', days) }}
    ) as parts
    group by subject_kind, subject
{%- endmacro %}
