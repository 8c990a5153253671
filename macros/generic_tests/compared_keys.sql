{% macro compared_keys(test, argument, given, to_given=none) %}
    {#-
        What two relations are compared by: a list of {name, here, there}, from a list of columns, or of
        `name: SQL expression`, and, where the other relation has other ones, a list of these in the same order.
    -#}
    {% set given = [given] if given is string or given is mapping else (given or []) | list %}
    {% set to_given = [to_given] if to_given is string else (to_given or []) | list %}
    {% set keys = [] %}
    {% for key in given %}
        {% if key is mapping and key | length == 1 %}
            {% set name = key.keys() | list | first %}
            {% set here = key[name] %}
        {% else %}
            {% set name = key %}
            {% set here = key %}
        {% endif %}
        {% if not (name is string and here is string and modules.re.match('^([A-Za-z_][A-Za-z0-9_$]*|".+"|`.+`)$', name)) %}
            {% do api_call_volume.argument_error(
                test, argument ~ '[' ~ loop.index0 ~ ']', '`' ~ key ~ '` is not the name of a column.',
                'a column, or `{name: "SQL expression"}`.'
            ) %}
        {% endif %}
        {% do keys.append({'name': name, 'here': here, 'there': to_given[loop.index0] if to_given else here}) %}
    {% endfor %}
    {% if to_given and to_given | length != given | length %}
        {% do api_call_volume.argument_error(
            test, 'to_' ~ argument,
            'it has ' ~ to_given | length ~ ' and `' ~ argument ~ '` has ' ~ given | length ~ '.',
            'for each of `' ~ argument ~ '`, in its order, the column or SQL expression of the other relation.'
        ) %}
    {% endif %}
    {% for expression in to_given if expression is not string %}
        {% do api_call_volume.check_expression(test, 'to_' ~ argument ~ '[' ~ loop.index0 ~ ']', expression or none) %}
    {% endfor %}
    {{ return(keys) }}
{% endmacro %}
