{% macro compared_keys(test, argument, columns, to_columns=none) %}
    {#-
        The keys by which two relations are compared, as a list of {name, here, there}. `columns` is a list of columns,
        or of `name: SQL expression`; `to_columns` lists those of the other relation in the same order, if they differ.
    -#}
    {% set columns = [columns] if columns is string or columns is mapping else (columns or []) | list %}
    {% set to_columns = [to_columns] if to_columns is string else (to_columns or []) | list %}
    {% set keys = [] %}
    {% for key in columns %}
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
        {% do keys.append({'name': name, 'here': here, 'there': to_columns[loop.index0] if to_columns else here}) %}
    {% endfor %}
    {% if to_columns and to_columns | length != columns | length %}
        {% do api_call_volume.argument_error(
            test, 'to_' ~ argument,
            'it has ' ~ to_columns | length ~ ' and `' ~ argument ~ '` has ' ~ columns | length ~ '.',
            'for each of `' ~ argument ~ '`, in its order, the column or SQL expression of the other relation.'
        ) %}
    {% endif %}
    {% for expression in to_columns if expression is not string %}
        {% do api_call_volume.check_expression(test, 'to_' ~ argument ~ '[' ~ loop.index0 ~ ']', expression or none) %}
    {% endfor %}
    {{ return(keys) }}
{% endmacro %}
