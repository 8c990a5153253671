{% macro sample_sources() %}
    {#- The sources of the sample (see uses_sample): the raw tables in seeds/. -#}
    {{ return([
        {
            'name': 'edge',
            'format': 'kong',
            'ref': 'sample_kong_log',
            'where': "environment = 'prod'",
        },
        {
            'name': 'partner',
            'format': 'columns',
            'ref': 'sample_partner_calls',
            'where': "coalesce(customer, '') <> 'internal'",
            'columns': {
                'event_id': 'call_id',
                'occurred_at': 'called_at',
                'account_id': 'customer',
                'integration_id': 'app',
                'user_id': 'end_user',
                'http_request_method': 'method',
                'url_path': 'path',
                'http_response_status_code': 'status',
                'duration_ms': 'elapsed_seconds * 1000',
                'request_bytes': 'bytes_in',
                'response_bytes': 'bytes_out',
                'call_count': 'sampled_one_in',
            },
        },
    ]) }}
{% endmacro %}
