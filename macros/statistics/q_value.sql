{% macro q_value(ratio, p_value, partition_by) %}
    {#-
        An expression: the share of false discoveries among those with a p-value as small as this one (Benjamini and Hochberg
        1995), from 0 to 1. `ratio` is the column with its ratio_to_rank, of the same `p_value` and `partition_by`. Null for null.
    -#}
    {%- set partition = partition_by | join(', ') ~ ', case when ' ~ p_value ~ ' is null then 1 else 0 end' -%}
    {%- set smallest -%}
        min({{ ratio }}) over (
            partition by {{ partition }}
            order by {{ p_value }} desc
            rows between unbounded preceding and current row
        )
    {%- endset -%}
    (case when {{ smallest }} < 1 then {{ smallest }} when {{ p_value }} is not null then 1 end)
{%- endmacro %}
