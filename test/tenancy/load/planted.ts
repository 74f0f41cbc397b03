import type { Transactions } from '@bicorne/persistence';
import type { DataSource, EntityManager } from 'typeorm';
import type { Fault } from './options.js';

/** The door's way to the database, with a fault in it: what the run has to find. */
export function withFault(database: DataSource, fault: Fault | undefined): Transactions {
  switch (fault) {
    case undefined:
      return database;
    case 'session-settings':
      return { transaction: (work) => database.transaction((manager) => work(outliving(manager))) };
    case 'shared-transaction':
      return sharing(database);
    case 'leaked-connection':
      return leaking(database);
  }
}

/** Settings of the session in place of the transaction's. */
function outliving(manager: EntityManager): EntityManager {
  return new Proxy(manager, {
    get: (target, key) =>
      key === 'query'
        ? (sql: string, parameters?: unknown[]) =>
            target.query(sql.replace(/(set_config\([^)]*), true\)/g, '$1, false)'), parameters)
        : (Reflect.get(target, key) as unknown),
  });
}

/** A request that comes while another one's transaction runs is let into it, now and then. */
function sharing(database: DataSource): Transactions {
  let open: EntityManager | null = null;
  let turn = 0;
  return {
    transaction: (work) => {
      turn += 1;
      if (open && turn % 50 === 0) return work(open);
      return database.transaction(async (manager) => {
        open = manager;
        try {
          return await work(manager);
        } finally {
          if (open === manager) open = null;
        }
      });
    },
  };
}

/** A connection whose transaction failed stays taken, the first few times. */
function leaking(database: DataSource): Transactions {
  let left = 2;
  return {
    transaction: async (work) => {
      const runner = database.createQueryRunner();
      await runner.startTransaction();
      try {
        const value = await work(runner.manager);
        await runner.commitTransaction();
        await runner.release();
        return value;
      } catch (error) {
        if (left > 0) left -= 1;
        else {
          await runner.rollbackTransaction().catch(() => undefined);
          await runner.release();
        }
        throw error;
      }
    },
  };
}
