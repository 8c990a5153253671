{% macro score_thresholds() %}
    {#-
        The values from which on an account's activity or value is high in the scorecard, each a var high_<name>:
          calls_per_day   API calls per day of the period
          success_rate    share of the API calls that succeeded
          csat_rate       share of the CSAT responses with a 4 or 5
          nps             Net Promoter Score, -100 to 100
    -#}
    {{ return({
        'calls_per_day': var('high_calls_per_day', 10),
        'success_rate': var('high_success_rate', 0.8),
        'csat_rate': var('high_csat_rate', 0.6),
        'nps': var('high_nps', 0),
    }) }}
{% endmacro %}
