{% macro hashed_settings(settings) %}
    {#- Settings as one text, each with a hash of its value: `setting=0a1b2c3d …`. -#}
    {% set hashed = [] %}
    {% for setting, value in settings.items() %}
        {% do hashed.append(setting ~ '=' ~ local_md5(tojson(value, sort_keys=true))[:8]) %}
    {% endfor %}
    {{ return(hashed | join(' ')) }}
{% endmacro %}
