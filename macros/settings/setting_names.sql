{% macro setting_names() %}
    {#- The names of all vars of this package, as docs/settings.md lists them. -#}
    {{ return([
        'account_columns', 'accounts_relation', 'accounts_where', 'api_call_sources', 'api_features_relation', 'billing_grace_days', 'billing_periods', 'call_dimensions',
        'call_measures', 'closings', 'deduplication_window_days', 'engagement_sources', 'excluded_calls_where',
        'finding_change_factor', 'finding_failing_factor', 'finding_fall_factor', 'finding_rise_factor', 'first_call_date',
        'full_refresh_may_lose_history', 'future_tolerance_minutes', 'high_calls_per_day', 'high_csat_rate', 'high_nps', 'high_success_rate',
        'health_minimum_calls',
        'integration_columns', 'integrations_relation', 'integrations_where', 'late_load_days', 'load_overlap_minutes', 'most_routes',
        'notification_window_days', 'playbook_relation', 'printed_failing_rows', 'quota_thresholds', 'quotas', 'rate_card', 'raw_retention_days',
        'reporting_timezone',
        'reprocess_from', 'reprocess_to', 'test_all_periods', 'use_sample_data', 'week_start_day'
    ]) }}
{% endmacro %}
