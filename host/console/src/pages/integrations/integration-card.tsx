import { StateLine } from '../../components/state-line.js';
import { integrationWords as words } from '../../words/integrations.js';
import { IntegrationMenu } from '../integration-actions/integration-menu.js';
import { IntegrationName, type IntegrationRow, LastTime, Quota } from './integration-columns.js';
import classes from './integration-list.module.css';

/** An integration in the list of a narrow page. */
export function IntegrationCard({ row }: { readonly row: IntegrationRow }) {
  const { integration, state } = row;
  return (
    <div className={classes.card}>
      <div className={classes.head}>
        <IntegrationName row={row} />
        <IntegrationMenu integration={integration} />
      </div>
      <StateLine state={state} />
      <div className={classes.facts}>
        <div>
          <span className="rc-meta rc-below">{words.columns.last}</span>
          <LastTime integration={integration} />
        </div>
        <Quota integration={integration} />
      </div>
    </div>
  );
}
