{% macro periods_to_build(versions, period=none, inputs=[]) %}
    {#-
        For a mart: the periods whose rows are not made of what they should be, as (period_grain, period_start,
        data_version, is_complete), the latter two null where there is nothing any more. None on a first build:
        all periods. `versions`: see due_periods. `period` for the fact of a day, week or month, whose rows
        have no period_grain; a week or month is compared with the one before, and with the account's first one:
        it is built again with them. `inputs` are the models that the fact is folded up from; see check_inputs.
    -#}
    {% if not api_call_volume.is_increment() %}
        {% do api_call_volume.check_inputs(inputs) %}
        {{ return(none) }}
    {% endif %}
    {%- set grain = "cast('" ~ period ~ "' as " ~ dbt.type_string() ~ ')' if period else 'period_grain' -%}
    {%- set start = 'date_' ~ period if period else 'period_start' -%}
    {%- set query -%}
        with

        due as (
            {{ api_call_volume.due_periods(versions) }}
        ),

        standing as (
            {{ api_call_volume.standing_periods(grain, start) }}
        ),

        outdated as (
            {{ api_call_volume.version_differences('select * from due', 'select * from standing', ['period_grain', 'period_start']) }}
        ),
        {% if period in ['week', 'month'] %}
        account_starts as (
            select
                account_id,
                {{ api_call_volume.period_start('min(date_day)', period) }} as first_period
            from {{ ref('fct_api_calls_daily') }}
            group by account_id
        ),

        restarted as (
            select fact.{{ start }} as period_start
            from {{ this }} as fact
            inner join account_starts on fact.account_id = account_starts.account_id
            where
                (fact.previous_period_calls is null and fact.{{ start }} <> account_starts.first_period)
                or (fact.previous_period_calls is not null and fact.{{ start }} = account_starts.first_period)
        ),
        {% endif %}
        to_build as (
            select period_grain, period_start
            from outdated
            {%- if period in ['week', 'month'] %}
            union distinct
            select period_grain, {{ api_call_volume.next_period_start('period_start', period) }} as period_start
            from outdated
            union distinct
            select {{ grain }} as period_grain, period_start
            from restarted
            {%- endif %}
        )

        select
            to_build.period_grain,
            to_build.period_start,
            due.data_version,
            due.is_complete
        from to_build
        left join due on to_build.period_grain = due.period_grain and to_build.period_start = due.period_start
        left join standing on to_build.period_grain = standing.period_grain and to_build.period_start = standing.period_start
        where due.period_start is not null or standing.period_start is not null
        order by to_build.period_grain, to_build.period_start
    {%- endset -%}
    {% set periods = api_call_volume.rows_of(query, (period or 'period') ~ 's to build') %}
    {#- Last, so that the inputs are never older than the versions that were found. -#}
    {% if periods %}
        {% do api_call_volume.check_inputs(inputs) %}
    {% endif %}
    {{ return(periods) }}
{% endmacro %}
