{% macro check_other_inputs() %}
    {#-
        A settings error where a relation of accounts, integrations, features, quotas, billing periods, prices, closings or an engagement input does not exist,
        or SQL over it names no column of it, or it lacks a column that it must have. What else is wrong with the SQL, the
        warehouse says, in a query over no rows.
    -#}
    {% set inputs = {} %}
    {% for entity in ['accounts', 'integrations'] %}
        {% set declared = api_call_volume.attribute_relation(entity) %}
        {% set where = var(entity ~ '_where', none) %}
        {% if where and not var(entity ~ '_relation', none) %}
            {% do api_call_volume.settings_error(
                entity ~ '_where', 'there is no `' ~ entity ~ '_relation` whose rows it chooses.', '`' ~ entity ~ '_relation`, too.'
            ) %}
        {% endif %}
        {% set sql = {} %}
        {% for column, expression in (var(entity[:-1] ~ '_columns', none) or {}).items() %}
            {% do sql.update({entity[:-1] ~ '_columns.' ~ column: expression}) %}
        {% endfor %}
        {% if declared %}
            {% do inputs.update({entity ~ '_relation': [declared, sql, entity ~ '_where', where]}) %}
        {% endif %}
    {% endfor %}
    {% for name, source in api_call_volume.engagement_sources().items() %}
        {% set setting = 'engagement_sources.' ~ name %}
        {% set sql = {} %}
        {% for column, expression in (source.get('columns') or {}).items() %}
            {% do sql.update({setting ~ '.columns.' ~ column: expression}) %}
        {% endfor %}
        {% do inputs.update({setting: [source, sql, setting ~ '.where', source.get('where')]}) %}
    {% endfor %}
    {% if var('api_features_relation', none) %}
        {% do inputs.update({'api_features_relation': [var('api_features_relation'), {}, none, none]}) %}
    {% endif %}
    {% set of_billing = {
        'quotas': api_call_volume.quotas_relation(),
        'billing_periods': api_call_volume.billing_periods_relation(),
        'rate_card': api_call_volume.rate_card_relation(),
        'closings': api_call_volume.closings_relation(),
    } %}
    {% if api_call_volume.playbook_relation() %}
        {% do inputs.update({'playbook_relation': [api_call_volume.playbook_relation(), {}, none, none]}) %}
    {% endif %}
    {% for setting, declared in of_billing.items() if declared %}
        {% do inputs.update({setting: [declared, {}, none, none]}) %}
    {% endfor %}
    {% for setting, (declared, sql, where_setting, where) in inputs.items() %}
        {% set relation = api_call_volume.declared_relation(declared) %}
        {% do api_call_volume.check_relation_exists(setting, declared) %}
        {% if setting in of_billing and execute and not api_call_volume.is_built_later(declared) %}
            {% do api_call_volume.quota_columns() if setting == 'quotas'
                else api_call_volume.rate_card_columns() if setting == 'rate_card'
                else api_call_volume.closing_columns() if setting == 'closings'
                else api_call_volume.billing_period_columns() %}
        {% endif %}
        {% set needed = {
            'engagement_sources.experiment_assignments': ['experiment', 'assigned_at', 'account_id', 'variant'],
            'engagement_sources.changes': ['change', 'changed_at'],
        }.get(setting, []) %}
        {% if execute and needed and not api_call_volume.is_built_later(declared) and api_call_volume.raw_columns(relation) %}
            {% set given = api_call_volume.engagement_raw_columns(setting.split('.')[1]) %}
            {% for column in needed if given[column] == 'null' %}
                {% do api_call_volume.settings_error(
                    setting ~ '.columns.' ~ column, relation ~ ' has no column `' ~ column ~ '`, without which no row of it means anything.',
                    '`' ~ column ~ ': "the column or SQL expression that has it"`.'
                ) %}
            {% endfor %}
        {% endif %}
        {% if execute and not api_call_volume.is_built_later(declared) and (sql or where) %}
            {% set raw_columns = api_call_volume.raw_columns(relation) %}
            {% do api_call_volume.check_names_in(dict(sql, **({where_setting: where} if where else {})), relation, raw_columns) %}
            {% if setting.startswith('engagement_sources.') %}
                {% do api_call_volume.check_same_at_each_read(sql, raw_columns) %}
                {% do api_call_volume.engagement_types(setting.split('.')[1]) %}
            {% else %}
                {% set expressions, settings = {}, {} %}
                {% for of_column, expression in sql.items() %}
                    {% do expressions.update({of_column.split('.')[1]: api_call_volume.column_or_expression(raw_columns, expression)}) %}
                    {% do settings.update({of_column.split('.')[1]: of_column}) %}
                {% endfor %}
                {% if where %}
                    {% do expressions.update({'is_wanted': 'coalesce((' ~ where ~ '), false)'}) %}
                    {% do settings.update({'is_wanted': where_setting}) %}
                {% endif %}
                {% do api_call_volume.expression_types(relation, expressions, settings) %}
            {% endif %}
        {% endif %}
    {% endfor %}
{% endmacro %}
