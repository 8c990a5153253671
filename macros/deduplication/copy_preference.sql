{% macro copy_preference() %}
    {#-
        The order of the copies of a call, the one to keep first: the earliest time of the call, then the earliest load
        time, then every other column, at last the source, so that all runs and all warehouses keep the same copy. In a
        `key_scope` whose sources have `keep_copy: latest`, the latest load time comes before all of these.
    -#}
    {% set latest = [] %}
    {% for source in api_call_volume.api_call_sources(only_read=false) if source.keep_copy == 'latest' and not source.same_calls_as %}
        {% do latest.append("'" ~ source.name ~ "'") %}
    {% endfor %}
    {% set columns = [] %}
    {% if latest %}
        {% set keeps_latest = 'key_scope in (' ~ latest | join(', ') ~ ')' %}
        {% do columns.append('case when ' ~ keeps_latest ~ ' and loaded_at is null then 1 else 0 end') %}
        {% do columns.append('case when ' ~ keeps_latest ~ ' then loaded_at end desc') %}
    {% endif %}
    {% do columns.extend(['occurred_at', api_call_volume.nulls_last('loaded_at')]) %}
    {% for text in ['account_id', 'integration_id', 'user_id', 'credential_id', 'http_request_method', 'http_route'] %}
        {% do columns.append(api_call_volume.nulls_last(text, is_text=true)) %}
    {% endfor %}
    {% for number in api_call_volume.numeric_columns() %}
        {% do columns.append(api_call_volume.nulls_last(number)) %}
    {% endfor %}
    {% set last_texts = ['outcome', 'region', 'user_agent_original', 'api_version'] + api_call_volume.call_dimensions(own=true) %}
    {% for text in last_texts + ['event_id', 'source_name'] %}
        {% do columns.append(api_call_volume.nulls_last(text, is_text=true)) %}
    {% endfor %}
    {{ return(columns | join(',\n                ')) }}
{% endmacro %}
