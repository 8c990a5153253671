{% macro least_within(expression, partition_by, order_by, distance) %}
    {#- The least value among the rows of a partition whose `order_by`, a number, differs from that of the row by at most `distance`. -#}
    {{ return(adapter.dispatch('least_within', 'api_call_volume')(expression, partition_by, order_by, distance)) }}
{% endmacro %}

{% macro default__least_within(expression, partition_by, order_by, distance) %}
    {{ return(
        'min(' ~ expression ~ ') over (partition by ' ~ partition_by ~ ' order by ' ~ order_by
        ~ ' range between ' ~ distance ~ ' preceding and ' ~ distance ~ ' following)'
    ) }}
{% endmacro %}

{#- Redshift has no window frame over a distance. -#}
{% macro redshift__least_within(expression, partition_by, order_by, distance) %}
    {{ exceptions.raise_compiler_error(
        'api_call_volume: `deduplication_window_days` can not be used on Redshift, which has no window frame of a distance '
        ~ 'in time. Remove it: without it, an id counts once, ever.'
    ) }}
{% endmacro %}
