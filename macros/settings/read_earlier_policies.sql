{% macro read_earlier_policies(declaration, source) %}
    {#-
        Adds to a checked source (see check_source_declaration) its `earlier_policies`: the source as each of them reads
        it, in order of time, each with `policy_from` (none for the first) and `policy_until`, the day on which the next one
        begins. The keys that an entry leaves out are those of the source. Raises a settings error where the policies don't
        follow each other, or differ in what decides on which day a call is.
    -#}
    {% set changeable = ['columns', 'where', 'deduplicate_on', 'route_templates_relation', 'excluded_calls_where'] %}
    {% set entries = declaration.get('earlier_policies') %}
    {% set setting = source.setting ~ '.earlier_policies' %}
    {% if not entries and declaration.get('policy_from') is none %}
        {{ return('') }}
    {% endif %}
    {% if not entries or entries is string or entries is mapping or entries is not iterable %}
        {% do api_call_volume.settings_error(
            setting, 'it is no list of policies, and `policy_from` says that calls before that day are counted under another one.',
            'a list with the settings as they were before `policy_from`, such as `[{where: "..."}]`.'
        ) %}
    {% endif %}
    {% if source.sync_mode == 'upsert' and source.format != 'columns' %}
        {% do api_call_volume.settings_error(
            source.setting ~ '.policy_from', 'log records of a source with `sync_mode: upsert` are read under one policy.',
            'nothing; or the records as a table of the format `columns`.'
        ) %}
    {% endif %}

    {% set starts = [] %}
    {% for entry in (entries | list) + [declaration] %}
        {% set is_earlier = not loop.last %}
        {% set of_entry = setting ~ '[' ~ loop.index0 ~ ']' if is_earlier else source.setting %}
        {% if entry is not mapping %}
            {% do api_call_volume.settings_error(of_entry, 'it is not a mapping.', 'the settings as they were, such as `{where: "..."}`.') %}
        {% endif %}
        {% for key in entry if is_earlier and key not in changeable + ['policy_from'] %}
            {% do api_call_volume.settings_error(
                of_entry ~ '.' ~ key, 'an earlier policy has no such key.', api_call_volume.one_of(['policy_from'] + changeable, key) ~ '.'
            ) %}
        {% endfor %}
        {% set start = entry.get('policy_from') %}
        {% if loop.first and start is not none %}
            {% do api_call_volume.settings_error(
                of_entry ~ '.policy_from', 'the first policy has no first day: it holds for all calls before the next one.', 'nothing.'
            ) %}
        {% elif not loop.first and not modules.re.match('^[0-9]{4}-(0[1-9]|1[0-2])-01$', start | string) %}
            {% do api_call_volume.settings_error(
                of_entry ~ '.policy_from',
                '`' ~ start ~ '` is not the first day of a month, and a month is counted under one policy.' if start is not none else 'it is missing.',
                'the first day of a month, as YYYY-MM-01: calls from that day on are counted under this policy.'
            ) %}
        {% elif starts | length > 1 and start | string <= starts[-1] %}
            {% do api_call_volume.settings_error(
                of_entry ~ '.policy_from', '`' ~ start ~ '` is not after `' ~ starts[-1] ~ '`, from which the policy before it holds.', 'a later month.'
            ) %}
        {% endif %}
        {% do starts.append(start | string if start is not none else none) %}
    {% endfor %}

    {% for entry in entries %}
        {% set changed = {} %}
        {% for key, value in declaration.items() if key not in ['policy_from', 'earlier_policies'] %}
            {% do changed.update({key: value}) %}
        {% endfor %}
        {% for key, value in entry.items() if key not in ['policy_from', 'excluded_calls_where'] %}
            {% do changed.update({key: value}) %}
        {% endfor %}
        {% set policy = api_call_volume.check_source_declaration(changed, setting ~ '[' ~ loop.index0 ~ ']') %}
        {% set times = [] %}
        {% for read in [policy, source] %}
            {% do times.append(api_call_volume.normalized_sql(read.line_columns.get('occurred_at') or read.columns.get('occurred_at') or 'occurred_at')) %}
        {% endfor %}
        {% if times[0] != times[1] %}
            {% do api_call_volume.settings_error(
                policy.setting ~ '.columns.occurred_at', 'it is not the `occurred_at` of the source, and a call is on one day under all of its policies.',
                'the same `occurred_at` in each; to read another one, a full refresh.'
            ) %}
        {% endif %}
        {% if policy.route_templates_relation and source.route_templates_relation and policy.route_templates_relation != source.route_templates_relation %}
            {% do api_call_volume.settings_error(
                policy.setting ~ '.route_templates_relation', 'the source has another one, whose routes may change at any time.',
                'null, where the earlier policy had none; else nothing.'
            ) %}
        {% endif %}
        {% do policy.update({
            'policy_from': starts[loop.index0],
            'policy_until': starts[loop.index0 + 1],
            'excluded_calls_where': entry.get('excluded_calls_where') if 'excluded_calls_where' in entry else source.excluded_calls_where,
        }) %}
        {% do source.earlier_policies.append(policy) %}
    {% endfor %}
    {% do source.update({'policy_from': starts[-1]}) %}

    {% set identities = [] %}
    {% for policy in api_call_volume.policies_of(source) %}
        {% set identity = {'deduplicate_on': policy.deduplicate_on} %}
        {% for column in policy.deduplicate_on or ['event_id'] if column in api_call_volume.api_call_columns() %}
            {% set expression = policy.line_columns.get(column) or policy.columns.get(column) or column %}
            {% do identity.update({column: api_call_volume.normalized_sql(expression)}) %}
        {% endfor %}
        {% do identities.append(tojson(identity, sort_keys=true)) %}
        {% if identities[-1] != identities[0] %}
            {% do policy.update({'own_keys': local_md5(identities[-1])[:8]}) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
