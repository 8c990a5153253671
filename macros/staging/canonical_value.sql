{% macro canonical_value(format, column) %}
    {#-
        The value of a canonical column before it is cleaned: what the source gives by itself where it
        declares the column, else what the format's record says.
    -#}
    {% set sources = api_call_volume.api_call_sources(format) %}
    {% set declaring = [] %}
    {% for source in sources if column.replace('has_', '') in source.columns %}
        {% do declaring.append("'" ~ source.name ~ "'") %}
    {% endfor %}
    {% if format == 'columns' or declaring | length == sources | length %}
        {{ return('declared_' ~ column) }}
    {% elif declaring %}
        {{ return('case when source_name in (' ~ declaring | join(', ') ~ ') then declared_' ~ column ~ ' else ' ~ column ~ ' end') }}
    {% else %}
        {{ return(column) }}
    {% endif %}
{% endmacro %}
