{% macro check_limits() %}
    {#-
        A settings error where a limit is not a whole number, a threshold of the scorecard is not on its scale, one of a
        quota is no percentage, a factor of findings is not above 0, or a date is not a date.
    -#}
    {% for setting in [
        'future_tolerance_minutes', 'load_overlap_minutes', 'late_load_days', 'deduplication_window_days',
        'raw_retention_days', 'notification_window_days', 'printed_failing_rows', 'most_routes', 'health_minimum_calls',
        'billing_grace_days',
    ] %}
        {% do api_call_volume.check_whole_number(setting) %}
    {% endfor %}
    {% do api_call_volume.quota_thresholds() %}
    {% set scales = {'calls_per_day': [0, none], 'success_rate': [0, 1], 'csat_rate': [0, 1], 'nps': [-100, 100]} %}
    {% for name, threshold in api_call_volume.score_thresholds().items() %}
        {% set least, most = scales[name] %}
        {% set scale = 'a number from ' ~ least ~ ' to ' ~ most if most is not none else 'a number, 0 or more' %}
        {% if threshold is not number or threshold is boolean or threshold < least or (most is not none and threshold > most) %}
            {% do api_call_volume.settings_error(
                'high_' ~ name, '`' ~ threshold ~ '` is not ' ~ scale ~ '.', scale ~ ', or nothing for the default.'
            ) %}
        {% endif %}
    {% endfor %}
    {% set factors = {
        'change': 'a number above 0',
        'fall': 'a number above 0, 1 at most',
        'rise': 'a number above 0',
        'failing': 'a number, 1 or more',
    } %}
    {% for direction, scale in factors.items() %}
        {% set factor = api_call_volume.finding_factor(direction) %}
        {% if
            factor is not number or factor is boolean or factor <= 0
            or (direction == 'fall' and factor > 1) or (direction == 'failing' and factor < 1)
        %}
            {% do api_call_volume.settings_error(
                'finding_' ~ direction ~ '_factor', '`' ~ factor ~ '` is not ' ~ scale ~ '.', scale ~ ', or nothing for the default.'
            ) %}
        {% endif %}
    {% endfor %}
    {% for setting in ['first_call_date', 'reprocess_from', 'reprocess_to'] %}
        {% set value = var(setting, none) %}
        {% if value is not none and not modules.re.match('^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', value | string) %}
            {% do api_call_volume.settings_error(setting, '`' ~ value ~ '` is not a date.', 'a date as YYYY-MM-DD.') %}
        {% endif %}
    {% endfor %}

    {% set reprocess_from = var('reprocess_from', none) | string %}
    {% set reprocess_to = var('reprocess_to', none) | string %}
    {% if (reprocess_from == 'None') != (reprocess_to == 'None') %}
        {% do api_call_volume.settings_error(
            'reprocess_from' if reprocess_from == 'None' else 'reprocess_to',
            'it is missing, but the other end of the days to rebuild is set.', 'both, as YYYY-MM-DD, or neither.'
        ) %}
    {% elif reprocess_from > reprocess_to %}
        {% do api_call_volume.settings_error(
            'reprocess_to', '`' ~ reprocess_to ~ '` is before `reprocess_from`, ' ~ reprocess_from ~ '.', 'a later date.'
        ) %}
    {% elif reprocess_from != 'None' and var('raw_retention_days', none) is not none %}
        {% set kept_from = (
            run_started_at - modules.datetime.timedelta(days=var('raw_retention_days'))
        ).strftime('%Y-%m-%d') %}
        {% if reprocess_from < kept_from %}
            {% do api_call_volume.settings_error(
                'reprocess_from',
                'raw keeps its rows for ' ~ var('raw_retention_days') ~ ' days (`raw_retention_days`), so it no longer has all rows of '
                ~ reprocess_from ~ ', and a day is not rebuilt from some of its rows.',
                kept_from ~ ' or later.'
            ) %}
        {% endif %}
    {% endif %}
{% endmacro %}
