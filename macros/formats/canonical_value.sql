{% macro canonical_value(source, column) %}
    {#-
        The value of a canonical column before it is cleaned: what the source gives by itself, else what
        the format's record says.
    -#}
    {% set is_given = source.format == 'columns' or (column | replace('has_occurred_at', 'occurred_at')) in source.columns %}
    {{ return('given_' ~ column if is_given else column) }}
{% endmacro %}
