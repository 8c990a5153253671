{% macro call_dimensions(own=false) %}
    {#-
        The var call_dimensions: the names of further columns that fct_route_calls_daily and int_route_calls are broken
        down by. With `own`, only those that are no canonical columns: a source maps them like canonical columns.
        A settings error for a list that is none, and for a name that is none, that a breakdown would make useless or
        that may stand for a secret or a person.
    -#}
    {% set dimensions = var('call_dimensions', none) or [] %}
    {% if dimensions is string or dimensions is mapping or dimensions is not iterable %}
        {% do api_call_volume.settings_error('call_dimensions', 'it is not a list.', 'a list of names, such as `[region, api_version]`.') %}
    {% endif %}
    {% set canonical = ['credential_id', 'region', 'api_version'] %}
    {% for dimension in dimensions if dimension not in canonical %}
        {% set name = dimension | string %}
        {% if not modules.re.match('^[a-z][a-z0-9_]*$', name) %}
            {% do api_call_volume.settings_error(
                'call_dimensions', '`' ~ name ~ '` is not a name.', 'lower-case letters, digits and underscores, with a letter first.'
            ) %}
        {% elif api_call_volume.may_name_a_secret(name) %}
            {% do api_call_volume.settings_error(
                'call_dimensions',
                '`' ~ name ~ '` may hold a secret or the identity of a person, and each of its values would be a row of a mart.',
                'columns with few values that anybody may read, such as `region`; calls by user are in `fct_user_calls_daily`.'
            ) %}
        {% endif %}
    {% endfor %}
    {{ return(dimensions | reject('in', canonical if own else []) | list) }}
{% endmacro %}
