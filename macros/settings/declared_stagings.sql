{% macro declared_stagings() %}
    {#-
        The staging models of the declared sources, `stg_<name>__api_calls`: one for each format. The format `columns` has
        two: a view, `columns`, and a table, `stored_columns`, for sources with `sync_mode: truncate_load`.
    -#}
    {% set stagings = [] %}
    {% for source in api_call_volume.api_call_sources() | sort(attribute='staging') if source.staging not in stagings %}
        {% do stagings.append(source.staging) %}
    {% endfor %}
    {{ return(stagings) }}
{% endmacro %}
