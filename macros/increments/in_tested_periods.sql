{% macro in_tested_periods(period, column, periods_after=0) %}
    {#-
        A predicate over `column`, the start of a day, week or month in a fact, for the data tests that compare
        facts: the period has calls that the last run with news aggregated, or is one of the `periods_after` periods after
        such a period. Other rows of a fact can't have changed since the test before. With the var
        test_all_periods, and after a first build, every period.
    -#}
    {% set rollup = ref('int_route_calls') %}
    {% if not execute or var('test_all_periods', false) or load_relation(rollup) is none %}
        {{ return('1 = 1') }}
    {% endif %}
    {%- set query -%}
        select distinct {{ api_call_volume.period_start('date_day', period) }} as period_start
        from {{ rollup }}
        where built_at = (select max(built_at) from {{ rollup }})
        order by 1
    {%- endset -%}
    {% set starts = api_call_volume.result_of(query).columns[0].values() %}
    {% if starts | length > 50 %}
        {{ return('1 = 1') }}
    {% endif %}
    {% set predicates = [] %}
    {% for start in starts %}
        {% set date = "cast('" ~ start ~ "' as " ~ api_call_volume.type_date() ~ ")" %}
        {% if periods_after %}
            {% set last = api_call_volume.next_period_start(date, period, periods_after) %}
            {% do predicates.append('(' ~ column ~ ' >= ' ~ date ~ ' and ' ~ column ~ ' <= ' ~ last ~ ')') %}
        {% else %}
            {% do predicates.append(column ~ ' = ' ~ date) %}
        {% endif %}
    {% endfor %}
    {{ return('(' ~ predicates | join(' or ') ~ ')' if predicates else '1 = 0') }}
{% endmacro %}
