{% macro periods_to_build(versions, period=none, inputs=[], periods_before=0, also=none) %}
    {#-
        For a mart: the periods whose rows are not made of what they should be, as (period_grain, period_start,
        data_version, is_complete), the latter two null where there is nothing any more. None on a first build:
        all periods. `versions`: see target_periods_query. `period`: the grain of a fact whose rows have no period_grain.
        `inputs`: the models that the fact is aggregated from; see check_inputs.
        `periods_before`: how many earlier periods the rows show of which data_version does not tell: a period
        is built again with each of these. Where data_version is to tell, the versions do: windowed_versions.
        `also`: a query of (period_grain, period_start), other periods to build again.
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
            {{ api_call_volume.target_periods_query(versions) }}
        ),

        existing as (
            {{ api_call_volume.existing_periods(grain, start) }}
        ),

        outdated as (
            {{ api_call_volume.version_differences_query('select * from due', 'select * from existing', ['period_grain', 'period_start']) }}
        ),

        to_build as (
            select period_grain, period_start
            from outdated
            {%- for periods in range(1, periods_before + 1) %}
            union distinct
            select period_grain, {{ api_call_volume.next_period_start('period_start', period or 'period_grain', periods) }} as period_start
            from outdated
            {%- endfor %}
            {%- if also %}
            union distinct
            select period_grain, period_start
            from ({{ also }}) as others
            {%- endif %}
        )

        select
            to_build.period_grain,
            to_build.period_start,
            due.data_version,
            due.is_complete
        from to_build
        left join due on to_build.period_grain = due.period_grain and to_build.period_start = due.period_start
        left join existing on to_build.period_grain = existing.period_grain and to_build.period_start = existing.period_start
        where due.period_start is not null or existing.period_start is not null
        order by to_build.period_grain, to_build.period_start
    {%- endset -%}
    {% set periods = api_call_volume.fetch_rows(query, (period or 'period') ~ 's to build') %}
    {#- Last, so that the inputs are never older than the versions that were found. -#}
    {% if periods %}
        {% do api_call_volume.check_inputs(inputs) %}
    {% endif %}
    {{ return(periods) }}
{% endmacro %}
