{% macro check_sources_differ() %}
    {#- A settings error where two sources read the same rows: all of their calls would count twice. -#}
    {% set read = {} %}
    {% for source in (api_call_volume.api_call_sources() if execute else []) %}
        {% set rows = api_call_volume.declared_relation(source) ~ ' where ' ~ (source.where | string | trim) %}
        {% if rows in read %}
            {% do api_call_volume.settings_error(
                source.setting ~ ('.source' if source.source else '.ref'),
                'source `' ~ read[rows] ~ '` reads the same table'
                ~ (' with the same `where`' if source.where else '') ~ ', so every call would count twice.',
                'a table that no other source reads, or a `where` in both that tells their rows apart.'
            ) %}
        {% endif %}
        {% do read.update({rows: source.name}) %}
    {% endfor %}
{% endmacro %}
