{% macro check_call_dimensions() %}
    {#-
        A settings error where a dimension is declared twice, has the name of a column of a call or of the route rollup,
        or is mapped to an expression that names a secret.
    -#}
    {% set dimensions = api_call_volume.call_dimensions() %}
    {% set own = api_call_volume.call_dimensions(own=true) %}
    {% set names = api_call_volume.staged_columns() + ['url_path'] %}
    {% if execute %}
        {% for model in ['int_api_calls', 'int_duplicated_api_calls', 'int_route_calls', 'fct_route_calls_daily'] %}
            {% do names.extend(graph.nodes['model.api_call_volume.' ~ model].columns) %}
        {% endfor %}
    {% endif %}
    {% for dimension in dimensions %}
        {% set repeated = dimensions | select('equalto', dimension) | list | length > 1 %}
        {#- The staged columns contain each dimension once. -#}
        {% if repeated or (dimension in own and names | select('equalto', dimension) | list | length > 1) %}
            {% do api_call_volume.settings_error(
                'call_dimensions',
                '`' ~ dimension ~ '` is already the name of a column or dimension.',
                'each dimension once: one of `credential_id`, `region`, `api_version`, or a name that no column of a call or of '
                ~ '`fct_route_calls_daily` has.'
            ) %}
        {% endif %}
    {% endfor %}
    {% for source in api_call_volume.api_call_sources() %}
        {% for policy in [source] + (source.earlier_policies or []) %}
            {% for dimension, expression in policy.columns.items() if dimension in own %}
                {% set words = modules.re.sub('[^a-z0-9_]+', ' ', expression | string | lower).split() %}
                {#- The whole record may be called so; what is read of it is what counts. -#}
                {% for word in words if word != 'raw_record' and api_call_volume.may_name_a_secret(word) %}
                    {% do api_call_volume.settings_error(
                        source.setting ~ '.columns.' ~ dimension,
                        '`' ~ word ~ '` may hold a secret or the identity of a person, and each value of a dimension is a row of a mart.',
                        'an expression over columns with few values that anybody may read.'
                    ) %}
                {% endfor %}
            {% endfor %}
        {% endfor %}
    {% endfor %}
{% endmacro %}
