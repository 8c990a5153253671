{% macro aggregated(measure) %}
    {#-
        The sum of a measure; the measure itself where it already aggregates, as `count(distinct user_id)` does.
        (Aggregates can't be nested, so an expression that contains one is one.)
    -#}
    {% set without_texts = modules.re.sub("'[^']*'", "''", measure | string) | lower %}
    {% if modules.re.search('\\b(sum|count|avg|min|max|median|approx_count_distinct|count_if|any_value)\\s*\\(', without_texts) %}
        {{ return(measure | string) }}
    {% endif %}
    {{ return('sum(' ~ measure ~ ')') }}
{% endmacro %}
