select
    date_day,
    account_id,
    integration_id,
    -- Two accounts may have a user of the same id. Null where the log names no user.
    {{ dbt.concat([
        'cast(' ~ dbt.length('account_id') ~ ' as ' ~ dbt.type_string() ~ ')', "':'", 'account_id', "':'", 'user_id'
    ]) }} as user_of_account
from {{ ref('api_call_volume', 'fct_user_calls_daily') }}
