{% macro joined_text(expressions, complete=false) %}
    {#-
        Several expressions as one text. Two texts are equal only if all their expressions are, nulls included
        (control characters separate the parts). Null where there are no expressions, or all of them are null; with
        `complete`, where any of them is null or empty.
    -#}
    {% set text_type = dbt.type_string() %}
    {% set texts = [] %}
    {% set parts = [] %}
    {% for expression in expressions %}
        {% set text = 'cast(' ~ expression ~ ' as ' ~ text_type ~ ')' %}
        {% do texts.append('nullif(' ~ text ~ ", '')" if complete else text) %}
        {% do parts.append("coalesce(" ~ texts[-1] ~ ", '\x1e')") %}
    {% endfor %}
    {% if not parts %}
        {{ return('cast(null as ' ~ text_type ~ ')') }}
    {% endif %}
    {{ return(
        'case when ' ~ texts | join(' is not null ' ~ ('and ' if complete else 'or ')) ~ ' is not null then ' ~ parts | join(" || '\x1f' || ") ~ ' end'
    ) }}
{% endmacro %}
