{% macro score_thresholds() %}
    {#-
        From where on an account's activity and its value count as high in the scorecard:
          calls_per_day   API calls a day of the period
          success_rate    share of the API calls that succeeded
          csat_rate       share of the CSAT responses that were 4 or 5
          nps             Net Promoter Score, -100 to 100
        Each has a var of its own, high_<name>.
    -#}
    {{ return({
        'calls_per_day': var('high_calls_per_day', 10),
        'success_rate': var('high_success_rate', 0.8),
        'csat_rate': var('high_csat_rate', 0.6),
        'nps': var('high_nps', 0),
    }) }}
{% endmacro %}
